"""Files that cannot be read as hoped: each says what is wrong, and nothing that was there is lost."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.site import Server, Site

pytestmark = pytest.mark.e2e


def workbook(sheet: str) -> bytes:
    """Return an .xlsx of one sheet with this XML inside."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relations}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relations}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


BOMB = "<row r='1'>" + cell("A1", "a" * 300_000_000) + "</row>"
REFUSED = {
    "empty.csv": (b"", "is empty"),
    "picture.xlsx": (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture.xlsx is a PNG file, not a table"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"\.xlsx"),
}


@pytest.fixture(scope="module")
def ready(server: Server, visit_again: Callable[..., Site]) -> Server:
    visit_again(server).open().begin_company("Elm Harbour Labs")
    return server


def import_file(site: Site, name: str, content: bytes) -> None:
    site.open("feedback").view("feedback", "Import").upload(name, content)
    site.click("import-start")
    batch = site.page.locator("[class*='st-key-batch-']").filter(has_text=name).filter(has_text="rows read")
    expect(batch.first).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_says_why(ready: Server, visit: Callable[..., Site], name: str) -> None:
    content, words = REFUSED[name]
    site = visit(ready).open("feedback").view("feedback", "Import")

    site.upload(name, content)

    expect(site.page.get_by_role("alert").filter(has_text=re.compile(words))).to_have_count(1)


def test_a_zip_bomb_is_refused(ready: Server, visit: Callable[..., Site]) -> None:
    site = visit(ready).open("feedback").view("feedback", "Import")

    site.upload("bomb.xlsx", workbook(BOMB)).settle()

    expect(site.page.get_by_role("alert")).to_have_count(1)
    site.sees("bomb.xlsx")


def test_a_wrong_encoding_names_the_right_one(ready: Server, visit: Callable[..., Site]) -> None:
    content = "评论,客户\n物流很慢，等了三天,甲\n客服很好，马上解决,乙\n".encode("gb18030")
    site = visit(ready).open("feedback").view("feedback", "Import")
    site.upload("gb.csv", content).sees(re.compile("gb18030"))

    site.page.get_by_text("The file looks wrong?").click()
    site.settle().page.wait_for_timeout(500)  # it unfolds
    site.choose(site.page.locator("[class*='st-key-import-encoding-']"), "utf-8")
    site.settle()

    expect(site.page.get_by_role("alert").first).to_contain_text(re.compile("GB18030", re.IGNORECASE))


def test_a_file_without_words_asks_for_the_column(ready: Server, visit: Callable[..., Site]) -> None:
    site = visit(ready).open("feedback").view("feedback", "Import").upload("numbers.csv", b"a,b\n1,2\n3,4\n")

    site.click("import-start")

    site.sees("Choose the column that holds the comments.")


def test_odd_cells_are_kept_and_named(ready: Server, visit: Callable[..., Site]) -> None:
    lines = [
        "comment,written on,rating",
        "The parcel came late and nobody answered,31 February 2026,five",
        "The service was friendly and quick,2026-10-02,4,too,many,cells",
        "A NUL\x00 byte in the middle of a sentence,2026-10-03,3",
        '=HYPERLINK("http://example.org") said the customer,2026-10-04,2',
        "x" * 2_000_000 + ",2026-10-05,1",
    ]
    site = visit(ready)

    import_file(site, "odd.csv", "\n".join(lines).encode())
    site.page.get_by_text(re.compile("^Cells with a problem")).first.click()

    for words in (
        "no such day: 31 February 2026",
        "rating five is written as a word",
        "3 cells too many",
        "NUL",
        "limit is 1 MB",
    ):
        site.sees(re.compile(words))
    site.sees("4 rows read: 4 imported, 0 duplicates, 0 without text.")


def test_a_formula_cell_of_a_workbook_is_read_as_its_value(ready: Server, visit: Callable[..., Site]) -> None:
    rows = (
        "<row r='1'>"
        + cell("A1", "comment")
        + "</row><row r='2'><c r='A2' t='str'><f>1+1</f><v>Very good service</v></c></row>"
    )
    site = visit(ready)

    import_file(site, "formula.xlsx", workbook(rows))
    site.view("feedback", "Comments")

    expect(site.page.locator("table[role=grid]").first).to_contain_text("Very good service")
