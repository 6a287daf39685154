"""A support desk's export, made of our own sentences: one row per line of a ticket, the lines of a ticket far apart."""

import csv
import io
from datetime import datetime, timedelta

COLUMNS = ("ticket_id", "created_at", "author_role", "author", "public", "subject", "body", "organization")
ROLES = {"text": "body", "ticket": "ticket_id", "speaker": "author_role", "private": "public"}
ROLES |= {"written_on": "created_at", "customer": "organization", "title": "subject"}
OPENINGS = (
    "导出第 {n} 份报表一直失败，订单号 2025110300{n:03}",
    "Exporting report {n} fails, order no. 2025110300{n:03}",
)
SIGNATURES = ("\n\n此致\n敬礼\n张三 13900000000", "\n\nBest regards,\nBo Li\n+1 415 555 2671")
SORRY = ("很抱歉给您带来不便，请致电 400-820-8820", "We are sorry for the trouble, call 400-820-8820")
AGAIN = ("第 {n} 次还是一样", "Attempt {n} ended the same way")
AUTO = ("自动回复：我不在办公室，周一回来", "Automatic reply: I am out until Monday")
ANGRY = ("客户很生气，先别催款", "Careful, this customer is angry")
MORE = ("还有其他问题吗？", "Is there anything else?")
LAST = ("没有导出就没法对账，{n} 天了", "We cannot close the books, day {n}")
NOTHING = ("无", "n/a")
BEGAN = datetime(2025, 11, 3, 9, 0)
Line = tuple[int, str, str, str, str]


def opening(n: int) -> str:
    """Return the first words of ticket n, with what is personal in them."""
    text = OPENINGS[n % 2].format(n=n)
    personal = [
        (5, "13812345678"),
        (7, "bo.li@example.com"),
        (31, "110101199003070038"),
        (61, "6222 0212 3456 7890 128"),
    ]
    return text + "".join(f" {value}" for every, value in personal if n % every == 0)


def ticket_lines(n: int) -> list[Line]:
    """Return the six lines of ticket n: role, author, public, body."""
    zh = n % 2
    quote = f"\n> {SORRY[zh]}" if n % 3 == 0 else ""
    return [
        (n, "end-user", f"Customer {n}", "TRUE", opening(n) + (SIGNATURES[n % 4 // 2] if n % 2 == 0 else "")),
        (n, "agent", "Anna", "TRUE", SORRY[zh]),
        (n, "agent", "Anna", "FALSE", ANGRY[zh]),
        (n, "end-user", f"Customer {n}", "TRUE", AUTO[zh] if n % 10 == 0 else AGAIN[zh].format(n=n) + quote),
        (n, "agent", "Carl", "TRUE", MORE[zh]),
        (n, "end-user", f"Customer {n}", "TRUE", LAST[zh].format(n=n)),
    ]


def desk_file(tickets: int = 305, singles: int = 10, grown: int = 0) -> bytes:
    """Return the file: six lines a ticket, then three sorts of tickets without a customer's words.

    The first `grown` tickets have one more line at the end.
    """
    conversations = [ticket_lines(n) for n in range(tickets)]
    lines = [lines[place] for place in range(6) for lines in conversations]
    for n in range(singles):
        lines.append((10_000 + n, "end-user", "Customer", "TRUE", NOTHING[n % 2]))
        lines.append((20_000 + n, "agent", "Anna", "TRUE", "We called and nobody answered"))
        lines.append((30_000 + n, "end-user", "Customer", "TRUE", " "))
    lines += [(n, "end-user", f"Customer {n}", "TRUE", "It still fails today") for n in range(grown)]
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for place, (ticket, role, author, public, body) in enumerate(lines):
        moment = (BEGAN + timedelta(minutes=place)).isoformat(sep=" ")
        subject = f"Re: Report {ticket}" if ticket < tickets or author == "Anna" else ""
        writer.writerow([ticket, moment, role, author, public, subject, body, f"Company {ticket % 9}"])
    return file.getvalue().encode()
