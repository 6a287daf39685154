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

if TYPE_CHECKING:
    from core.runtime import Runtime

MAIN = Path(__file__).parents[2] / "pages" / "main.py"


def opened(runtime: "Runtime", locale: str = "en", content: bytes = b"") -> AppTest:
    with runtime.database.write() as session:
        add_venture(session, {"name": "Mountain Tea"})
    set_locale(locale)  # the test asks the boxes for their words outside the page's run
    app = AppTest.from_file(MAIN, default_timeout=60)
    app.query_params["lang"] = locale
    app.run()
    app.session_state["feedback-view"] = "import"
    app.switch_page("feedback.py").run()
    return app.file_uploader[0].set_value(("desk.csv", content or desk_file(20, 2), "text/csv")).run()


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
