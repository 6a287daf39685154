"""Prompts that show a base network how notes become sentences, with short stand-ins for long names.

A small network copies a short word faithfully and loses its thread in a long name, so names are put back afterwards.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from core.strategy.model import Fact

FOLDER = Path(__file__).parent / "examples"
# Instruction, mark of a note, mark of a sentence, what stands between mark and sentence.
FRAMES = {
    "en": (
        "Each note from a company's records is written out as one full sentence that says the same in other words.\n\n",
        "Note: ",
        "Sentence:",
        " ",
    ),
    "zh-CN": ("把公司记录里的每条短句换一种说法，写成意思相同的一句完整的话。\n\n", "记录：", "成句：", ""),
}
# Words that stand for long names; no example holds them.
STAND_INS = {
    "en": ("Birchwood", "Kestrel", "Larkspur", "Opal", "Juniper", "Falcon", "Marigold", "Quartz"),
    "zh-CN": ("白桦", "红枫", "青石", "紫藤", "金雀", "银杏", "苍鹭", "玉兰"),
}
LEAST_OVERLAP = 0.4  # below it the nearest example is about something else
LONG_NAME = {"en": 14, "zh-CN": 5}  # characters
# What examples speak of; in a variation each word is replaced by the next of its group.
FILLERS = {
    "en": (
        ("Search Desk", "Mail Sorting", "Chat Archive", "Route Planner"),
        ("Zhao Lei", "Sun Jie", "Zhou Qi", "Wu Fan"),
        ("Harbour Insurance", "Alpine Tours", "Seaview Hotel", "Northhill College"),
        ("Knowledge graphs", "Testing", "Illustration", "Test data"),
        ("Office lease", "Print server", "Street maps", "Parcel scanner"),
        ("Write the test set", "Send the price list", "Call the hotels", "Sort the mail"),
        ("Talks", "Contact", "Agreement", "Channel"),
        ("Technology", "Talent", "Market"),
        ("slow loading", "broken links", "late parcels"),
        (" Apr ", " Sep ", " Mar ", " Jun "),
        ("(works alone)", "(in use)", "(leads)", "(proven)"),
        (" FTE", " rows", " cases", " cards"),
    ),
    "zh-CN": (
        ("搜索台", "邮件分拣", "聊天归档", "路线规划"),
        ("赵磊", "孙杰", "周琪", "吴凡"),
        ("海港保险", "山野旅行", "海景酒店", "北山学院"),
        ("知识图谱", "功能测试", "插画", "测试数据"),
        ("办公室租约", "打印服务器", "街道地图", "包裹扫描仪"),
        ("写测试集", "发报价单", "联系酒店", "整理邮件"),
        ("洽谈", "建联", "签约", "渠道"),
        ("技术", "人才", "市场"),
        ("加载慢", "链接失效", "送货慢"),
        ("（独立完成）", "（在用）", "（带人）", "（已验证）"),
        (" FTE", " 条", " 份", " 张"),
    ),
}
YEAR = re.compile(r"20\d\d")
NAMES = {"name", "text"}
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
HAN_PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")


@cache
def read_examples(locale: str) -> tuple[tuple[str, str], ...]:
    """Return our own pairs of a plain sentence and the same reworded."""
    lines = (FOLDER / f"{locale}.tsv").read_text("utf-8").splitlines()
    return tuple((plain, reworded) for plain, reworded in (line.split("\t") for line in lines))


def hide_names(plain: str, facts: Sequence[Fact], locale: str) -> tuple[str, dict[str, str]]:
    """Return the sentence with stand-ins for its long names and names with figures, and what each stands for."""
    names = {fact.text for fact in facts if fact.kind in NAMES and fact.text in plain}
    wanted = [name for name in names if len(name) > LONG_NAME[locale] or NUMBER.search(name)]
    hidden: dict[str, str] = {}
    for name in sorted(wanted, key=lambda name: (-len(name), name)):
        # A name within a longer one is hidden already.
        if name in plain and len(hidden) < len(STAND_INS[locale]):
            stand_in = STAND_INS[locale][len(hidden)]
            plain, hidden[stand_in] = plain.replace(name, stand_in), name
    return plain, hidden


def show_names(text: str, hidden: dict[str, str]) -> str:
    """Put the names back in place of their stand-ins."""
    if not hidden:
        return text
    shown = re.sub("|".join(hidden), lambda match: hidden[match[0]], text)
    return shown[:1].upper() + shown[1:]


def build_prompt(plain: str, locale: str, *, shots: int = 2, first: int = 0) -> str:
    """Return the prompt for one plain sentence: an instruction, one example in several variations, the sentence.

    Variations of one example teach what stays and what changes, and that its own words are not to be copied. `first`
    is the turn the variations start with.
    """
    head, note, sentence, space = FRAMES[locale]
    example = find_nearest(plain, locale)[0]
    shown = [
        f"{note}{vary(example[0], locale, turn)}\n{sentence}{space}{vary(example[1], locale, turn)}\n\n"
        for turn in range(first, first + shots)
    ]
    return f"{head}{''.join(shown)}{note}{' '.join(plain.split())}\n{sentence}"


def has_example(plain: str, locale: str) -> bool:
    """Tell whether some example has the sentence's shape; without one a small network makes things up."""
    return _overlap(plain, find_nearest(plain, locale)[0][0], locale) >= LEAST_OVERLAP


def find_nearest(plain: str, locale: str) -> Sequence[tuple[str, str]]:
    """Return the examples whose words overlap most with the sentence's, the nearest first."""
    return sorted(read_examples(locale), key=lambda pair: _overlap(plain, pair[0], locale), reverse=True)


def _overlap(one: str, two: str, locale: str) -> float:
    """Return the share of words, names apart, that two notes have in common (Jaccard), 0..1."""
    left, right = _features(one, locale), _features(two, locale)
    return len(left & right) / len(left | right)


def vary(text: str, locale: str, turn: int) -> str:
    """Return an example with other names and numbers; turn 0 is the example itself, equal words change alike."""
    following = {
        word: group[(place + turn) % len(group)] for group in FILLERS[locale] for place, word in enumerate(group)
    }
    text = re.sub(
        "|".join(map(re.escape, sorted(following, key=len, reverse=True))), lambda match: following[match[0]], text
    )
    return NUMBER.sub(lambda match: _next_number(match[0], turn), text)


def _next_number(number: str, turn: int) -> str:
    """Return another number of the same shape: digits move on, a year stays."""
    if YEAR.fullmatch(number):
        return number
    return re.sub(r"[1-9]", lambda match: str((int(match[0]) + 2 * turn - 1) % 9 + 1), number)


@lru_cache(maxsize=1024)
def _features(text: str, locale: str) -> frozenset[str]:
    """Words, pairs of Han characters and the punctuation that shapes a note; every number looks the same."""
    names = (*STAND_INS[locale], *(word for group in FILLERS[locale] for word in group))
    bare = NUMBER.sub("0", re.sub("|".join(map(re.escape, names)), "", text).lower())
    return frozenset(re.findall(r"[a-z]+|0|[%:;()：；（）“]", bare)) | frozenset(HAN_PAIR.findall(bare))
