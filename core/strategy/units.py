"""Units as people write them and the one name each has in a quantity."""

from typing import Final

_CURRENCIES: Final[dict[str, tuple[str, ...]]] = {
    "CNY": ("CNY", "RMB", "¥", "人民币", "元", "yuan"),
    "USD": ("USD", "US$", "$", "美元", "dollars", "dollar"),
    "EUR": ("EUR", "€", "欧元", "euros", "euro"),
    "HKD": ("HKD", "HK$", "港元", "港币"),
    "GBP": ("GBP", "£", "英镑"),
    "JPY": ("JPY", "日元", "yen"),
}
_DURATIONS: Final[dict[str, tuple[str, ...]]] = {
    "day": ("days", "day", "天", "日"),
    "workday": ("working days", "working day", "business days", "business day", "工作日"),
    "week": ("weeks", "week", "周", "星期", "礼拜"),
    "month": ("months", "month", "个月"),
    "quarter": ("quarters", "quarter", "季度"),
    "year": ("years", "year", "yrs", "yr", "年"),
    "hour": ("hours", "hour", "hrs", "hr", "小时"),
    "minute": ("minutes", "minute", "mins", "min", "分钟"),
    "second": ("seconds", "second", "secs", "sec", "秒"),
}
_SHARES: Final[dict[str, tuple[str, ...]]] = {
    "%": ("%", "percent", "per cent", "pct", "share"),
    "pp": ("percentage points", "percentage point", "pp", "百分点"),
}
_COUNTS: Final[dict[str, tuple[str, ...]]] = {
    "times": ("times", "fold", "x", "×", "倍"),
    "person-month": ("person-months", "person-month", "person months", "person month", "人月"),
    "person-day": ("person-days", "person-day", "person days", "person day", "人天", "人日"),
    "candidate": ("candidates", "candidate", "候选人"),
    "customer": ("customers", "customer", "clients", "client", "users", "user", "客户", "用户"),
    "comment": (
        "comments",
        "comment",
        "reviews",
        "review",
        "评论",
        "反馈",
        "留言",
        "意见",
        "客户反馈",
        "客户评论",
        "用户反馈",
        "用户评论",
    ),
    "complaint": ("complaints", "complaint", "投诉", "客户投诉", "用户投诉"),
    "partner": ("partners", "partner", "合作方", "合作伙伴", "伙伴"),
    "initiative": ("initiatives", "initiative", "projects", "project", "重点项目", "项目"),
    "action": ("actions", "action", "tasks", "task", "行动项", "任务"),
    "theme": ("themes", "theme", "反馈主题", "主题"),
    "resource": ("resources", "resource", "资源"),
    "need": ("needs", "need", "资源需求", "需求"),
    "gap": ("gaps", "gap", "缺口"),
    "seat": ("open seats", "open seat", "空缺"),
    "supplier": ("suppliers", "supplier", "供应商"),
    "source": ("sources", "source", "来源"),
    "entry": ("entries", "entry", "记录"),
    "fte": ("FTEs", "FTE"),
    "person": (
        *("people", "persons", "person", "members", "member", "colleagues", "colleague", "employees", "employee"),
        *("engineers", "engineer", "staff", "员工", "同事", "工程师", "成员", "人", "名", "位"),
    ),
    "card": ("cards", "card", "张卡", "卡"),
    "point": ("points", "point", "stars", "star", "分", "星"),
    # Measure words that fit nearly every noun: they say "a count", not of what.
    "item": (*"个条项家次款件份笔台张套种类组篇", "items", "item"),
}
COUNT_WORDS: Final = _COUNTS
CURRENCIES: Final = frozenset(_CURRENCIES)
DURATIONS: Final = frozenset(_DURATIONS)
HARD_UNITS: Final = CURRENCIES | DURATIONS | frozenset(_SHARES) | {"times", "person-month", "person-day"}
BASE: Final[dict[str, tuple[str, float]]] = {
    "week": ("day", 7),
    "quarter": ("month", 3),
    "year": ("month", 12),
    "minute": ("hour", 1 / 60),
    "second": ("hour", 1 / 3600),
}
MULTIPLIERS: Final[dict[str, float]] = (
    {"one": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}
    | {"k": 1e3, "w": 1e4, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9}
    | {"dozen": 12, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
)
NORMAL: Final[dict[str, str]] = {
    word.lower(): unit
    for table in (_CURRENCIES, _DURATIONS, _SHARES, _COUNTS)
    for unit, words in table.items()
    for word in (*words, unit)
}


def _escaped(word: str) -> str:
    # A Latin word must end where it is said to end: "min" is not the start of "minor".
    text = word.replace("$", r"\$")
    return text + "(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else text


def _either(words: list[str]) -> str:
    return "|".join(_escaped(word) for word in sorted(words, key=len, reverse=True))


_measure = "[个条项家次款件份笔台张套种类组篇名位]"
_nouns = [word for unit, words in _COUNTS.items() if unit != "item" for word in words if not word[0].isascii()]
CURRENCY: Final = rf"(?i:{_either([w for words in _CURRENCIES.values() for w in words if w not in ('元', '块')])})"
UNIT: Final = (
    rf"(?i:{_either([w for w in NORMAL if w not in _measure])}"
    rf"|{_measure}\s*(?:{_either([*_nouns, '工作日', '季度', '星期', '小时', '百分点'])})|{_measure})"
)
MULTIPLIER: Final = (
    r"(?:百万|千万|万亿|亿|万|千|百(?!分)"
    r"|(?i:million|billion|thousand|hundred|dozen|mn|bn|k|w|m|b)(?![A-Za-z0-9²³]))"
)


def normal_unit(word: str) -> str:
    """Return the one name of a unit; an unknown noun is its own name, in the singular."""
    key = " ".join(word.lower().split())
    if key in NORMAL:
        return NORMAL[key]
    bare = key.lstrip("个条项家次款件份笔台张套种类组篇名位 ")
    return NORMAL.get(bare) or bare.removesuffix("s") or ("item" if key else "")
