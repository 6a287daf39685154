"""The first hour: what each step shows, what was typed by hand, and how long it took."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator

from tests.e2e.site import ROOT, Site

RESULTS = ROOT / "test-results"
STEP_SECONDS = 120  # far more than a step takes; only a hang is a failure
# How the sums come about: 300 ÷ 32 months. 50 + 25 + 30 + 8 + 18 thousand a month; 300 an hour is no salary. 4 × 1 + 0.5 + 0.4.
# Deal n is worth n × 10,000 at 40 %; n mod 7 of 5 or 6 are closed: 585 × 10,000 × 0.4. Tickets: each has one line of ours.
SEEN: dict[str, dict[str, Any]] = {
    "en": {
        "runway": r"^Cash lasts about 9\.4 months \(to (early |mid-|the end of )\w+ 20\d\d\)\.$",
        "candidates": "Candidates",
        "label": "Label ten first",
        "outside": "Outside",
        "preview": r"^{n} new, 0 changed, 0 as they were, 0 left out\.",
        "imported": "Imported: {n} new, 0 changed.",
        "cold": "Going cold: {n} days here",
        "today": "{name} has been in its stage for {n} days.",
        "tickets": "150 rows of 72 tickets read: 72 tickets imported, 0 updated, 0 unchanged, 0 without a customer's words.",
        "left_out": "Left out: lines of our own 72 · private notes 6.",
        "hidden": "Hidden: phone numbers 8 · e-mail addresses 9.",
        "read": "50 % of 72 (39–61)",
        "agrees": "9 of 10",
        "complaint": r"Yunling Bank · negative 100 % of 36 \(90–100\), raises all by 50 points",
        "measure": "Negative share 100 % → below 65 %, to be checked after 8 weeks",
        "draft": ["Where we stand", "lasts 9.4 months", "6 people with 4.9 FTE", "CNY 131 k a month", "CNY 2.34 m"],
    },
    "zh-CN": {
        "runway": r"^现金可支撑约 9\.4 个月（到 20\d\d年\d+月[初中底]）。$",
        "candidates": "候选人",
        "label": "先盲评 10 条",
        "outside": "对外",
        "preview": "^新增 {n} 条，更新 0 条，未变 0 条，不导入 0 条。",
        "imported": "已导入：新增 {n} 条，更新 0 条。",
        "cold": "久未跟进：已停留 {n} 天",
        "today": "{name} 在当前阶段已停留 {n} 天。",
        "tickets": "读取 72 个工单共 150 行：导入 72 个，更新 0 个，未变 0 个，没有客户原话 0 个。",
        "left_out": "未导入：我方发言 72 · 内部备注 6。",
        "hidden": "已隐藏：电话号码 8 · 邮箱地址 9。",
        "read": "72 条中的 50 %（39–61）",
        "agrees": "10 条中 9 条",
        "complaint": r"Yunling Bank · 负面 36 条中的 100 %（90–100），使总体上升 50 个百分点",
        "measure": "负面占比 100 % → 低于 65 %，8 周后复核",
        "draft": ["我们在哪", "可支撑 9.4 个月", "团队 6 人，合 4.9 FTE", "每月共 ¥13.1 万", "¥234 万"],
    },
}


class Hour:
    """A browser page that counts the fields filled by hand and measures each step."""

    def __init__(self, site: Site, language: str, seen: dict[str, Any]) -> None:
        self.site, self.language, self.seen = site, language, seen
        self.typed: list[str] = []
        self.seconds: dict[str, float] = {}
        self.now = ""

    @contextmanager
    def step(self, name: str) -> Iterator[Site]:
        """Measure a step; a picture of what it ends with is kept beside the figures."""
        began = time.monotonic()
        self.now = name
        yield self.site
        self.seconds[name] = round(time.monotonic() - began, 1)
        assert self.seconds[name] < STEP_SECONDS, name
        self.look("end")

    def look(self, moment: str = "within") -> None:
        """Keep a picture of what is on screen."""
        RESULTS.mkdir(exist_ok=True)
        place = RESULTS / f"first_hour-{self.language}-{self.now}-{moment}.png"
        self.site.page.screenshot(path=place)

    def type(self, place: Locator, text: str) -> None:
        """Write a text into a field."""
        self.typed.append(text)
        self.site.enter(place, text)

    def choose(self, place: Locator, option: str) -> None:
        """Choose an option of a box; it counts as a field too."""
        self.typed.append(option)
        self.site.choose(place, option)

    def hand_over(self, box: str, path: Path) -> None:
        """Hand over a file in the upload box with this key."""
        at = self.site.page.locator(f"[class*='st-key-{box}'] [data-testid='stFileUploaderDropzoneInput']")
        at.set_input_files(str(path))
        self.site.settle()

    def download(self, key: str) -> str:
        """Press a download and return the file's text."""
        with self.site.page.expect_download() as waiting:
            self.site.at(key).locator("button").click()
        return waiting.value.path().read_text("utf-8")

    def write_down(self) -> dict[str, Any]:
        """Keep the figures of this language beside those of the other one."""
        file = RESULTS / "first_hour.json"
        known = json.loads(file.read_text("utf-8")) if file.exists() else {}
        found = {"fields": len(self.typed), "seconds": self.seconds, "total": round(sum(self.seconds.values()), 1)}
        file.write_text(json.dumps(known | {self.language: found}, ensure_ascii=False, indent=1), "utf-8")
        print(f"first hour in {self.language}: {found}")
        return found
