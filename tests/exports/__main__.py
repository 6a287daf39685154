"""Write every export into a folder: `python -m tests.exports FOLDER`."""

import sys
from datetime import date
from pathlib import Path

from tests.exports import comments, founder, notion, partners


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    partners.write_hubspot(folder / "hubspot-deals.csv")
    partners.write_feishu(folder / "feishu-合作.xlsx")
    founder.write_people(folder / "人员.xlsx")
    founder.write_conversations(folder / "conversations.csv", date.today())
    comments.write_tickets(folder / "tickets.jsonl")
    comments.write_ticket_comments(folder / "ticket-comments.csv")
    comments.write_play_reviews(folder / "reviews.csv")
    comments.write_survey(folder / "问卷.xlsx")
    comments.write_chat(folder / "wecom.txt")
    notion.write_notion(folder / "notion.zip")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
