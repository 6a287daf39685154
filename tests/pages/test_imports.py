"""The page Import without a browser: paste, see, correct, import, take back; in both languages."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from core.services.partners import PARTNER, going_cold
from core.services.record_imports.run import list_record_batches
from core.services.records import all_records, update_record
from core.services.resources import CANDIDATE, RESOURCE
from core.services.ventures import add_venture
from tests.core.services.record_imports.test_people import PEOPLE
from tests.exports.partners import write_hubspot

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"
TEXT = "\n".join("\t".join(row) for row in PEOPLE)
LOCALES = ["en", "zh-CN"]


@pytest.fixture(autouse=True)
def company(runtime: "Runtime") -> int:
    with runtime.database.write() as session:
        return add_venture(session, {"name": "Mountain Tea"}).id


def opened(locale: str = "en") -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    return app.run().switch_page("imports.py").run()


def pasted(text: str, locale: str = "en", turn: int = 0) -> AppTest:
    return paste(opened(locale), text, turn)


def paste(app: AppTest, text: str, turn: int = 0) -> AppTest:
    app.segmented_control(key=f"records-way-{turn}").set_value("paste").run()
    return app.text_area(key=f"records-paste-{turn}").set_value(text).run()


def text_of(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in [*app.markdown, *app.caption, *app.warning, *app.success])


@pytest.mark.parametrize("locale", LOCALES)
def test_people_pasted_from_excel_come_in_and_are_taken_back(runtime: "Runtime", locale: str) -> None:
    app = pasted(TEXT, locale)
    said = {"en": "**9 new**, **0 changed**", "zh-CN": "**新增 9 条**，**更新 0 条**"}[locale]
    assert not app.exception and said in text_of(app)

    app.button(key="records-import").click().run()

    assert not app.exception and not app.error
    with runtime.database.read() as session:
        assert len(all_records(session, RESOURCE, 1)) == 6 and len(all_records(session, CANDIDATE, 1)) == 3
    app.button(key="record-batch-turn-1").click().run()
    with runtime.database.read() as session:
        assert all_records(session, RESOURCE, 1) == [] and all_records(session, CANDIDATE, 1) == []
        assert [batch.undone_at is None for batch in list_record_batches(session, 1)] == [False]
    app.button(key="record-batch-turn-1").click().run()
    with runtime.database.read() as session:
        assert len(all_records(session, RESOURCE, 1)) == 6


def test_the_doubtful_cells_are_named_and_can_be_looked_at_alone() -> None:
    app = pasted(TEXT)

    app.toggle(key="records-0-doubtful").set_value(True).run()

    rows = app.dataframe[-1].value
    assert [row["Name"] for _, row in rows.iterrows()] == ["李娜", "陈刚", "周杰", "吴昊", "郑爽"]
    assert "Cost a month: 300元/小时 is an amount a day or an hour" in rows.iloc[2]["Please check"]


def test_the_second_paste_is_read_as_last_time_and_offers_nothing_to_write(runtime: "Runtime") -> None:
    app = pasted(TEXT)
    app.button(key="records-import").click().run()

    paste(app, TEXT, turn=1)

    assert "Read as last time. You can change it below." in text_of(app)
    assert "**0 new**, **0 changed**, 9 as they were" in text_of(app)
    assert app.button(key="records-import").disabled


def test_what_was_edited_here_is_shown_as_a_conflict_and_kept(runtime: "Runtime") -> None:
    app = pasted(TEXT)
    app.button(key="records-import").click().run()
    with runtime.database.write() as session:
        update_record(session, RESOURCE, 1, 1, {"role": "CTO"})

    paste(app, TEXT, turn=1)
    assert "1 fields were edited here" in text_of(app) and "**0 changed**" in text_of(app)
    app.toggle(key="records-1-take-all").set_value(True).run()

    assert "**1 changed**" in text_of(app)
    app.button(key="records-import").click().run()
    with runtime.database.read() as session:
        assert all_records(session, RESOURCE, 1)[0].role == "算法负责人"


def test_own_stage_words_are_asked_and_a_row_waits_for_them(runtime: "Runtime") -> None:
    app = pasted("公司\t阶段\t金额\t负责人\n云岭银行\tS1 摸需求\t30万\t李娜\n港湾货运\t洽谈\t2万\t陈刚")
    boxes = [box for box in app.selectbox if "-word-stage-0-" in str(box.key)]
    assert [box.label for box in boxes] == ["s1 摸需求"]

    boxes[0].set_value(2).run()
    app.button(key="records-import").click().run()

    with runtime.database.read() as session:
        assert [row.stage for row in all_records(session, PARTNER, 1)] == [2, 5]


def test_a_file_of_deals_is_recognised_and_who_goes_cold_is_known(runtime: "Runtime", tmp_path: Path) -> None:
    content = write_hubspot(tmp_path / "deals.csv").read_bytes()
    app = opened()

    app.file_uploader(key="records-file-0").upload("deals.csv", content, "text/csv").run()
    assert "Recognised: HubSpot: deals." in text_of(app)
    app.button(key="records-import").click().run()

    with runtime.database.read() as session:
        assert len(all_records(session, PARTNER, 1)) == 41
        assert len(going_cold(session, 1)) > 0


def test_customers_words_are_sent_to_the_page_feedback() -> None:
    app = pasted(
        "评论内容\t评分\t日期\t客户\n很好用，响应快\t5\t2026-11-02\t云岭银行\n总是掉线\t1\t2026-11-03\t港湾货运"
    )

    assert [info.value for info in app.info] == ["These look like customers' words. They come in on the page Feedback."]


def test_a_table_without_a_name_column_says_what_to_choose() -> None:
    app = pasted("a\tb\n1\t2")

    assert not app.exception and not [button for button in app.button if button.key == "records-import"]
