"""The import of tickets on the page: who we are, what is hidden, and what is told afterwards."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from core.i18n import set_locale
from core.jobs.worker import Worker
from core.services.comments import CommentQuery, list_comments
from core.services.imports import run_import
from core.services.jobs import list_jobs
from core.services.ventures import add_venture
from tests.desk import desk_file
from tests.exports import comments as exports

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


def opened(runtime: "Runtime", locale: str = "en", content: bytes = b"", name: str = "desk.csv") -> AppTest:
    app = at_import(runtime, locale)
    return app.file_uploader[0].set_value((name, content or desk_file(20, 2), "text/csv")).run()


def at_import(runtime: "Runtime", locale: str = "en") -> AppTest:
    with runtime.database.write() as session:
        add_venture(session, {"name": "Mountain Tea"})
    set_locale(locale)  # the test asks the boxes for their words outside the page's run
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    app.run()
    app.session_state["feedback-view"] = "import"
    return app.switch_page("feedback.py").run()


def run_imports(runtime: "Runtime") -> None:
    while Worker(runtime.database, {"import": run_import, "analyse": lambda context: None}).run_next():
        pass


def texts(runtime: "Runtime") -> list[str]:
    with runtime.database.read() as session:
        return [row.text for row in list_comments(session, 1, CommentQuery(size=1000))[0]]


def test_the_columns_of_a_desks_export_are_guessed_and_the_roles_of_ours_chosen(runtime: "Runtime") -> None:
    app = opened(runtime)

    chosen = {
        key: app.selectbox(key=f"import-column-{key}-0").value for key in ("text", "ticket", "speaker", "private")
    }
    assert chosen == {"text": "body", "ticket": "ticket_id", "speaker": "author_role", "private": "public"}
    [own] = app.multiselect
    assert (own.options, own.value) == (["end-user", "agent"], ["agent"])
    assert app.toggle(key="import-hide-0").value is True
    assert not app.exception


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        (
            "en",
            [
                "126 rows of 26 tickets read: 20 tickets imported, 0 updated, 0 unchanged, 6 without a customer's words.",
                "Left out: lines of our own 42 · private notes 20 · automatic replies 2 · signatures 10 · "
                "quoted mails 6 · answers that say nothing 2.",
                "Hidden: phone numbers 4 · e-mail addresses 3 · ID numbers 1 · card numbers 1.",
            ],
        ),
        (
            "zh-CN",
            [
                "读取 26 个工单共 126 行：导入 20 个，更新 0 个，未变 0 个，没有客户原话 6 个。",
                "未导入：我方发言 42 · 内部备注 20 · 自动回复 2 · 签名 10 · 引用的旧邮件 6 · “无”一类的回答 2。",
                "已隐藏：电话号码 4 · 邮箱地址 3 · 证件号 1 · 银行卡号 1。",
            ],
        ),
    ],
)
def test_an_import_tells_what_it_left_out_and_hid(runtime: "Runtime", locale: str, told: list[str]) -> None:
    app = opened(runtime, locale)

    app.button(key="import-start").click().run()
    run_imports(runtime)
    app.run()

    captions = [caption.value for caption in app.caption]
    assert [sentence for sentence in told if sentence not in captions] == []
    assert len(texts(runtime)) == 20
    assert not app.exception


def test_names_of_ours_are_chosen_among_those_who_speak(runtime: "Runtime") -> None:
    content = b"ticket,who,said\n1,Bo,It fails 13812345678\n1,Anna,We look into it\n2,Support Vector AG,It lags\n"
    app = opened(runtime, content=content)

    app.selectbox(key="import-column-speaker-0").select("who").run()
    [own] = app.multiselect
    before = own.value
    own.set_value(["Anna"])
    app.selectbox(key="import-column-text-0").select("said")
    app.toggle(key="import-hide-0").set_value(False)
    app.button(key="import-start").click().run()
    run_imports(runtime)

    assert before == ["Support Vector AG"]
    assert sorted(texts(runtime)) == ["It fails 13812345678", "It lags"]
    with runtime.database.read() as session:
        [job] = list_jobs(session, 1, kind="import")
    assert (job.payload["own"], job.payload["customers"]) == (["Anna"], ["Support Vector AG"])


@pytest.mark.parametrize(
    ("locale", "choices", "told"),
    [
        ("en", ["App store reviews", "A plain table"], "30 texts read: 30 imported, 0 updated, 0 unchanged"),
        ("zh-CN", ["应用商店评论", "普通表格"], "读取 30 条：导入 30 条，更新 0 条，未变 0 条"),
    ],
)
def test_reviews_are_read_as_such_and_told(
    runtime: "Runtime", tmp_path: Path, locale: str, choices: list[str], told: str
) -> None:
    content = exports.write_play_reviews(tmp_path / "reviews.csv").read_bytes()
    app = opened(runtime, locale, content, "reviews.csv")

    offered = app.radio(key="import-known-0").options
    app.button(key="import-start").click().run()
    run_imports(runtime)
    app.run()

    assert offered == choices
    assert any(caption.value.startswith(told) for caption in app.caption)
    assert len(texts(runtime)) == 30
    assert not app.exception


def test_reviews_as_a_plain_table_keep_every_row(runtime: "Runtime", tmp_path: Path) -> None:
    content = exports.write_play_reviews(tmp_path / "reviews.csv").read_bytes()
    app = opened(runtime, content=content, name="reviews.csv")

    app.radio(key="import-known-0").set_value(False).run()
    app.button(key="import-start").click().run()
    run_imports(runtime)

    assert len(texts(runtime)) == 33
    with runtime.database.read() as session:
        assert list_jobs(session, 1, kind="import")[0].payload["preset"] == ""
    assert not app.exception


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_a_pasted_chat_comes_in_without_the_lines_of_our_own(runtime: "Runtime", locale: str) -> None:
    app = at_import(runtime, locale)

    app.text_area(key="import-paste-0").set_value(exports.CHAT).run()
    [own] = app.multiselect
    speakers = own.options
    own.set_value(["李娜"])
    app.button(key="import-start").click().run()
    run_imports(runtime)
    app.run()

    assert speakers == ["周宁", "李娜", "王芳"]
    assert sorted(texts(runtime)) == sorted(
        ["导出报表又失败了\n等了十分钟", "好的，谢谢", "请问什么时候支持批量导出？"]
    )
    assert app.text_area(key="import-paste-1").value == ""
    assert not app.exception


def test_a_pasted_range_of_cells_is_a_table_though_its_cells_hold_commas(runtime: "Runtime") -> None:
    app = at_import(runtime)

    app.text_area(key="import-paste-0").set_value("客户\t反馈\n云岭银行, 上海\t导出慢, 又断线\n港运\t好用\n").run()
    chosen = {key: app.selectbox(key=f"import-column-{key}-0").value for key in ("text", "customer")}
    app.button(key="import-start").click().run()
    run_imports(runtime)

    assert chosen == {"text": "反馈", "customer": "客户"}
    assert sorted(texts(runtime)) == ["好用", "导出慢, 又断线"]
    assert not app.exception
