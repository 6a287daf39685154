"""Words that claim an amount, a trend or a merit without a digit, and words no draft may hold."""

import re
from typing import Final


def _english(words: str) -> str:
    return rf"(?<![A-Za-z])(?i:{words})(?![A-Za-z])"


# Number words inside ordinary words and idioms: read over, so that 统一 is not a one and "third party" not a third.
GRAMMAR: Final = re.compile(
    r"统一|进一步|第一时间|第[一二三]步|第三方|[每任某这那另同单逐万不专]一(?:[个位家名条项种方]|方面)?|(?<!分)之一"
    r"|[新下上前后]一(?![年月周天])|一(?:人份|天天)|[二两]者|两(?:端|侧|难)|二次(?:开发|确认)|二维码?|三维|三方|二手"
    r"|零(?:售|散|部件|件|碎|信任)|归零|从零"
    r"|千方百计|五花八门|一举两得|一石二鸟|(?<![零一二三四五六七八九十百千万亿\d])(?:十分(?![之钟])|千万(?=不|要|别))"
    r"|百度|千问|三星|百科|万科|七牛|六分仪|四川|三亚|九江|双十一|半(?:导体|自动|成品)"
    r"|(?<![A-Za-z\d])(?:B2[BCG]|[CDO]2[CO]|5G|[23]D)(?![A-Za-z\d])|"
    + _english(
        r"one of|one another|one by one|no[ -]one|(?:this|that|the|each|another) one|one[ -](?:stop|off|on[ -]one)"
        r"|at first|first of all|first and foremost|first[ -]?hand|second[ -]hand|third[ -]part(?:y|ies)"
        r"|(?:a|per|split) second|second (?:holder|person|opinion)|double[ -](?:check|blind)(?:ed|s|ing)?"
        r"|how (?:many|much)|at most|most likely"
        r"|all in all|above all|after all|at all|many thanks|(?:once a|per|every|this|each) quarter"
    )
)

_zh_figure = r"\s*[¥$]?\s*(?:\d[\d.,]*|[一二两三四五六七八九十百]+)\s*[万亿]?"
_hints = (
    r"将?近(?:一半|半数?)|过半数?|大半|多半|超过?(?:一半|半数)|绝?大(?:多数|部分)|小部分|多数|大多|少数|若干"
    r"|许多|很多|众多|大量|不少|无数|成倍|多(?=[个名家位条项次种])|数(?=[十百千万亿名家位个次条项])[十百千万亿]*"
    r"|几(?=[个名家位条项次十百千万天年周])[十百千万]*|十几|[上近过][百千万亿](?![度科])|成[百千]|全部|所有(?![者权制])|全体|无一"
)
# A number said to be only a bound: the records hold numbers, not bounds. 近 30 天 is a period, 近 30 人 a bound.
_bounds = (
    r"(?<!不)(?:超过|超|不到|不足|将近|接近|逾|多于|少于|大于|小于|高于|低于)"
    r"(?=\s*[¥$]?\s*[\d一二两三四五六七八九十])"
    rf"|近(?={_zh_figure}(?!\s*(?:[\d.,十百]|个?(?:天|日|周|月|年|小时|季度|工作日))))"
    r"|(?<=[一二两三四五六七八九十百\d\s][年天周])多(?![次个])|(?<=个月)多"
    r"|(?<=[\d十百千万亿])\s*[多余](?=[个名家位条项次人天年元万亿])|\+(?=\s*[\d¥$])|(?<=\d)\+"
)
_small = "one|two|three|four|five|six|seven|eight|nine|ten"
_en_figure = r" (?:[A-Z]{3} )?[¥$€]? ?"
VAGUE: Final = re.compile(
    f"{_hints}|{_bounds}|"
    + _english(
        r"most|mostly|majority|minority|several|many|numerous|few|fewer|dozens|hundreds|thousands|millions|billions|countless"
        r"|multiple|plenty|lots|a lot|a number of|a couple|all|none|nobody|everyone|everybody|(?:more|less|fewer) than"
        rf"|(?:nearly|almost|exceeding|above|below)(?={_en_figure}(?:\d|{_small}|half|a ))"
        rf"|(?:over|under)(?={_en_figure}[\d.,]+(?! ?-?(?:[\d.,]|day|week|month|hour|quarter)))"
    )
)

BANNED: Final = re.compile(
    r"领先|首创|颠覆|赋能|闭环|行业第一|业内第一|独一无二|唯一|一流|顶尖|卓越|"
    + _english(
        r"(?:industry|market|world|class)[ -]leading"
        r"|leading (?:provider|company|player|position|supplier|vendor|platform)"
        r"|(?:a|the|our|its) leading|unique(?:ly)?|world[ -]class|cutting[ -]edge|state[ -]of[ -]the[ -]art"
        r"|revolutionary|revolutioni[sz]\w+|best[ -]in[ -]class|disruptive|groundbreaking|game[ -]chang\w+|unparalleled"
    )
)

_changed = r"(?:已经?|持续|不断|明显|显著|大幅|逐步|逐月|稳步|有所)"
RISING: Final = re.compile(
    rf"增长|上升|攀升|增多|回升|走高|好转|{_changed}(?:提升|提高|增加|改善|加快)|(?:提升|提高|增加|改善)了"
    r"|高于|更[多高快好]|"
    + _english(
        r"increas(?:ing|ed|es)|grow(?:ing|n|s|th)|grew|ris(?:ing|en)|rose|improv(?:ing|ed|es)|soar\w*|surg(?:e|ed|es|ing)"
        r"|accelerat(?:ing|ed)|(?:higher|faster|better|larger|bigger|stronger|more \w+) than|upward"
    )
    + r"|(?<=%) (?:more|higher)(?![A-Za-z])"
)
FALLING: Final = re.compile(
    rf"下降|下滑|恶化|回落|走低|缩水|{_changed}(?:降低|减少|放缓)|(?:降低|减少)了|低于|更[少低慢差]|"
    + _english(
        r"decreas(?:ing|ed|es)|declin(?:e|ing|ed|es)|fall(?:ing|en|s)|fell|dropp(?:ing|ed)|worsen(?:ing|ed|s)?"
        r"|shrink(?:ing|s)?|shrank|slow(?:ing|ed) down|(?:lower|slower|worse|smaller|weaker) than|downward"
    )
    + r"|(?<=%) (?:less|fewer|lower)(?![A-Za-z])"
)
SUPERLATIVE: Final = re.compile(
    r"最(?=[大小多少高低好差强弱快慢佳优])|"
    + _english(r"(?:larg|bigg|high|low|small|great|fast|strong|weak)est|best(?! practice)|worst")
)

INJECTION: Final = re.compile(
    r"(?i:(?:ignore|disregard|forget|override) (?:all |any |the |everything |these |your )*"
    r"(?:previous|above|prior|earlier|preceding|instruction|before|rule)"
    r"|system prompt|(?:new|following) instructions?:|you are (?:now )?an? (?:ai|assistant|language model)|as an ai\b"
    r"|\[/?inst\]"
    r"|(?:忽略|无视|忘记|忘掉|不要理会)(?:掉|以上|上述|上面|前面|之前|先前|所有|一切|此前)|系统提示词?"
    r"|作为(?:一个|一名)?\s*(?:AI|人工智能|语言模型)|你现在是"
    r"|(?:https?|ftp|file|javascript|data|vbscript):(?=\S)|\bwww\.|@[\w-]+\.\w+"
    r"|!\[|\]\s*\(|<[a-z/!?|]|&#?\w+;|```|^#{1,6} )"
    # Invisible and direction-changing characters make a text read otherwise than it is.
    "|[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)

# A share of the one is not a share of the other.
OPPOSITES: Final = tuple(
    (re.compile(f"{_english(left)}|{zh_left}"), re.compile(f"{_english(right)}|{zh_right}"))
    for left, zh_left, right, zh_right in (
        ("negative|unhappy|dissatisfied", "负面|差评|不满", "positive|happy|satisfied", "正面|好评|(?<!不)满意"),
        ("complaints?|complain|complained", "投诉", "praise|praised", "表扬"),
        ("losses|lost", "未达成|流失", "won|win|wins", "赢得|拿下"),
    )
)
