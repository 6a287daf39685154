"""Pages and databases as Notion exports them."""

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

IDEAS = [
    ("银行客户私有化部署 POC", "Idea", "李娜", "30万", "2026年12月1日", "三家银行都问过。\n\n先做一家。"),
    ("Batch export", "In progress", "Chen Gang", "80k", "November 3, 2026", "Asked for in forty tickets."),
    ("客服知识库", "Idea", "王敏", "", "", ""),
]
COLUMNS = ["Name", "Status", "Owner", "Cost", "Due", "Customer"]


def ident(number: int) -> str:
    """Return an id as Notion writes it: 32 hexadecimal digits."""
    return f"{number:032x}"


def write_notion(path: Path, *, nested: bool = False) -> Path:
    """Write a database of ideas with a page for each row; with `nested`, a zip within the zip as newer exports are."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    pages = {}
    for number, (name, state, owner, cost, due, body) in enumerate(IDEAS, start=1):
        customer = f"Yunling Bank (Customers/Yunling%20Bank%20{ident(99)}.md)" if number == 1 else ""
        writer.writerow([name, state, owner, cost, due, customer])
        properties = {"Status": state, "Owner": owner, "Cost": cost, "Due": due, "Customer": customer}
        head = "\n".join(f"{key}: {value}" for key, value in properties.items() if value)
        pages[f"Ideas/{name[:20]} {ident(number)}.md"] = f"# {name}\n\n{head}\n\n{body}\n"
    table = ("\ufeff" + text.getvalue()).encode()
    files = {f"Ideas {ident(50)}.csv": table[:40], f"Ideas {ident(50)}_all.csv": table}
    files |= {name: content.encode() for name, content in pages.items()}
    packed = _zip(files)
    path.write_bytes(_zip({"ExportBlock-1b2c-Part-1.zip": packed}) if nested else packed)
    return path


def write_feedback(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write a database of comments (name, comment, customer, date) with a page for each row."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["Name", "Comment", "Customer", "Date"], *rows])
    files = {f"Feedback {ident(60)}_all.csv": ("\ufeff" + text.getvalue()).encode()}
    for number, (name, *_) in enumerate(rows, start=100):
        files[f"Feedback/{name} {ident(number)}.md"] = f"# {name}\n".encode()
    path.write_bytes(_zip(files))
    return path


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
