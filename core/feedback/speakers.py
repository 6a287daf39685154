"""Who speaks: our own people and machines, or the customer; also inside a transcript kept in one cell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_OWN_ZH = "客服|坐席|座席|机器人|客户经理|客户成功|客户服务|客户支持|技术支持|工作人员|售后|管理员|智能助手|小助手"
_ALONE_ZH = (
    "系统|系统消息|系统通知|系统提示|系统管理员|员工|内部|支持|服务|运营|商家|卖家|店家|店铺|掌柜|官方|开发者|开发者回复|助手|顾问|"
    "同事|我们|我方|工程师|值班"
)
_OWN_EN = (
    "agents?|support|staff|bot|chatbot|helpdesk|help desk|customer (?:service|care|success)|account manager|"
    "admin|administrator|no ?reply"
)
_ALONE_EN = (
    "system|assistant|operator|employee|rep|representative|moderator|developer|developer response|seller|service|internal|"
    "automation|trigger|team|ai"
)
_CUSTOMER_ZH = "用户|客户|顾客|买家|访客|消费者|会员|游客"
_CUSTOMER_EN = "end[- ]?user|customer|client|user|visitor|requester|guest|caller|buyer"

OWN = re.compile(rf"{_OWN_ZH}|\b(?:{_OWN_EN})\b|^(?:{_ALONE_ZH}|{_ALONE_EN})$", re.I)

_CLOCK = r"[\[(（]?\d{1,4}[-/.:年月日T\d ]{2,18}\d[\])）]?"
_NAMED = r"(?:[-_·# ]?[a-z]?\d{1,6}|[-_· ]?[小老阿][\u4e00-\u9fff]{1,2}|\s?[(（\[【][^)）\]】\n]{1,20}[)）\]】]|[-_·][\w]{1,12})?"
_ROLE_ZH = rf"(?:在线|人工|智能|官方)?(?:{_OWN_ZH}|系统|商家|卖家|我方|{_CUSTOMER_ZH}){_NAMED}"
_ROLE_EN = rf"(?:(?:{_OWN_EN})(?: agent| bot| team)?|system|assistant|operator|{_CUSTOMER_EN})(?: (?-i:[A-Z])[\w.]{{0,20}}|{_NAMED})"
_COLON = r"[ \t]*[:：][ \t]*"


@dataclass(frozen=True)
class Speakers:
    """Whom the user called ours and whom customers; of all others the words in their role tell."""

    own: frozenset[str] = frozenset()
    customers: frozenset[str] = frozenset()

    @classmethod
    def of(cls, own: Iterable[str] = (), customers: Iterable[str] = ()) -> "Speakers":
        """Return speakers whose names match whatever their case and white space."""
        return cls(frozenset(map(_plain, own)), frozenset(map(_plain, customers)))

    def is_own(self, speaker: str) -> bool:
        """Tell whether a name or role is one of ours."""
        name = _plain(speaker)
        if name in self.own or name in self.customers:
            return name in self.own
        return bool(OWN.search(name))


class Turn(NamedTuple):
    """One speaker's words in a transcript."""

    label: str
    own: bool
    text: str


def split_transcript(text: str, speakers: Speakers) -> list[Turn]:
    """Return the turns of a conversation kept in one text, [] where it is none.

    Both sides must be labelled ("客服：… 用户：…"): a customer may well write "客服：态度差" alone.
    """
    if ":" not in text and "：" not in text:
        return []
    turns = _turns(text, _at_line_starts(speakers), speakers)
    if _is_transcript(turns):
        return turns
    turns = _turns(text, INLINE, speakers)
    return turns if _is_transcript(turns) and turns[0].label else []


def _is_transcript(turns: list[Turn]) -> bool:
    labelled = [turn for turn in turns if turn.label]
    if {turn.own for turn in labelled} == {True, False}:
        return True
    # One of ours who spoke again and again without an answer.
    return len(labelled) > 1 and len(labelled) == len(turns) and labelled[0].own and len({t.label for t in turns}) == 1


def _turns(text: str, label: re.Pattern[str], speakers: Speakers) -> list[Turn]:
    """Return the text divided at its labels; what stands before the first one has none."""
    found = list(label.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    turns = [
        Turn(match["label"], speakers.is_own(match["label"]), text[match.end() : end].strip())
        for match, end in zip(found, ends, strict=bool(found))
    ]
    before = text[: found[0].start()].strip() if found else ""
    return [Turn("", False, before), *turns] if before else turns


@lru_cache(maxsize=32)
def _at_line_starts(speakers: Speakers) -> re.Pattern[str]:
    names = [re.escape(name).replace(r"\ ", r"\s+") for name in speakers.own | speakers.customers if len(name) > 1]
    role = "|".join([*sorted(names, key=len, reverse=True), _ROLE_ZH, _ROLE_EN])
    return re.compile(rf"^[ \t]*(?:{_CLOCK}[ \t]*)?(?P<label>{role})(?:[ \t]*{_CLOCK})?{_COLON}", re.I | re.M)


INLINE = re.compile(
    rf"(?:^|(?<=[\s。！？!?.;；，,]))(?P<label>{_OWN_ZH}|{_OWN_EN}|{_CUSTOMER_ZH}|{_CUSTOMER_EN}){_COLON}", re.I
)


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").split()).casefold()
