"""Reviews of an app, as Google Play, App Store tools and Android stores in China export them."""

import re
from collections.abc import Iterator

from core.i18n import N_
from core.tables.derived import Record, derive
from core.tables.mapping import Mapping
from core.tables.presets.headings import find_heading
from core.tables.presets.preset import Preset
from core.tables.problems import Problem
from core.tables.readers import Context
from core.tables.table import Note, Table

TEXT = "review text|review|body|content|review body|comment|评论内容|内容|评论|正文"
TITLE = "review title|title|subject|标题|评论标题"
RATING = "star rating|rating|stars|score|评级|星级|评分"
ANSWER = "developer reply text|developer response|developer reply|reply text|response|developer answer|开发者回复|回复内容|官方回复"
VERSION = "app version name|app version|version|app version code|版本|版本号|应用版本"
IDENT = "review id|review link|id|评论id|评论编号"
AUTHOR = "author|nickname|reviewer|reviewer nickname|user name|username|作者|用户昵称|昵称|用户"
COUNTRY = "country|store front|storefront|territory|store|国家|地区|国家/地区|商店"
UPDATED = "review last update date and time|last update|updated|updated at|last modified|更新时间|修改时间"
WRITTEN = "review submit date and time|date|created|submitted|created at|review date|评论时间|发布时间|时间|日期"
PACKAGE = "package name|app id|bundle id|app|应用|应用名称"
Moment = tuple[int, ...]
WRITTEN_ON, CHANNEL = "Written on", "Channel"
ANSWERS, SUPERSEDED = "answers", "superseded"


def recognise(table: Table) -> bool:
    """Say whether the table has words, stars, and a version, an answer or a package that only stores know."""
    columns = table.columns
    signs = [find_heading(columns, names) for names in (VERSION, ANSWER, PACKAGE)]
    return bool(find_heading(columns, TEXT) and find_heading(columns, RATING) and any(signs))


def open_reviews(table: Table) -> Table:
    """Return every review once, an edited one as it was written last; the developer's answers are no comments."""
    places = {names: _place(table, names) for names in (UPDATED, WRITTEN)}
    latest = _latest(table)
    answer = _place(table, ANSWER)

    def make(note: Note) -> Iterator[Record]:
        for row in table.read(note):
            key = _key(table, row.cells)
            if key and latest[key][1] != row.number:
                note(_superseded(row.number, latest[key][1]))
                continue
            if answer is not None and row.cells[answer].strip():
                note(Problem("The developer's answer in row {row} was left out.", counted=ANSWERS, row=row.number))
            moments = [row.cells[place] for place in places.values() if place is not None]
            yield row.number, [*row.cells, next(filter(None, moments), ""), "app_store"]

    return derive(table, [*table.columns, WRITTEN_ON, CHANNEL], make)


def _superseded(row: int, later: int) -> Problem:
    return Problem(
        "Row {row} is an earlier version of the review in row {later} and was left out.",
        kept_out=True,
        counted=SUPERSEDED,
        row=row,
        later=later,
    )


def _latest(table: Table) -> dict[str, tuple[Moment, int]]:
    """Return for each review the time and the number of the row that holds its last version."""
    updated = _place(table, UPDATED)
    if updated is None:
        updated = _place(table, WRITTEN)
    latest: dict[str, tuple[Moment, int]] = {}
    for row in table.read(lambda problem: None):
        if key := _key(table, row.cells):
            moment = _moment(row.cells[updated]) if updated is not None else ()
            latest[key] = max(latest.get(key, ((), 0)), (moment, row.number))
    return latest


def _moment(text: str) -> Moment:
    """Return the numbers of a time that begins with its year, so that later ones are greater; () for any other text."""
    numbers = tuple(int(number) for number in re.findall(r"\d{1,9}", text))
    return numbers if numbers and numbers[0] > 1000 else ()


def _key(table: Table, cells: tuple[str, ...]) -> str:
    """Return what tells a review: its id or link; else its author in a country, who has one review there."""
    ident = _place(table, IDENT)
    if ident is not None:
        return cells[ident].strip()
    author, country = _place(table, AUTHOR), _place(table, COUNTRY)
    if author is None or not cells[author].strip():
        return ""
    return f"{cells[author].strip()}|{cells[country].strip() if country is not None else ''}"


def _place(table: Table, names: str) -> int | None:
    column = find_heading(table.columns, names)
    return table.columns.index(column) if column else None


def mapping(table: Table, context: Context) -> Mapping:
    """Return which column is which part of a comment."""
    columns = table.columns
    found = {
        "text": find_heading(columns, TEXT),
        "title": find_heading(columns, TITLE),
        "rating": find_heading(columns, RATING),
        "customer": find_heading(columns, AUTHOR),
        "written_on": WRITTEN_ON,
        "channel": CHANNEL,
    }
    kept = {name: column for name, column in found.items() if column}
    return Mapping("comments", kept, key=find_heading(columns, IDENT), source=PRESET.name)


PRESET = Preset("app_reviews", N_("App store reviews"), recognise, mapping, open_reviews)
