"""What a mail holds beside its writer's words: quoted older mails, signatures, and answers of machines.

Own rules: mail-parser-reply takes lists ("- export fails") for signatures and misses 原始邮件 and 写道, email-reply-parser
knows English alone, quotequail no Chinese.
"""

import re
from collections import Counter
from collections.abc import Sequence

SIGNATURES, QUOTES = "signatures", "quotes"
TAIL_LINES, TAIL_CHARS = 10, 500  # what follows a greeting and is longer is no signature
GAP = 4  # lines within which the second heading of a quoted mail must follow

QUOTED = re.compile(r"\s*>(?![=\d])")
WROTE = re.compile(r"\s*(?:On\b.{5,200}\bwrote|(?=.{0,200}[\d@]).{2,200}(?:写道|寫道))\s*[:：]\s*", re.I)
DIVIDER = re.compile(
    r"[\s*_=-]{2,}\s*(?:original message|forwarded message|原始邮件|原邮件|回复的原邮件|转发的?邮件|原始郵件)\s*[\s*_=-]{2,}"
    r"|.{0,6}(?:please (?:type|write) your reply above this line|请在此(?:行|线)(?:上方|之上|以上)(?:回复|输入)).{0,8}",
    re.I,
)
SENDER = re.compile(r"[\s*]*(?:发件人|寄件者|寄件人)[\s*]*[:：].*")
FROM = re.compile(r"[\s*]*from[\s*]*[:：].*", re.I)
NEXT_HEADING = re.compile(r"[\s*]*(?:sent|date|to|subject|cc)[\s*]*[:：].*", re.I)

DEVICE = re.compile(
    r"(?:^|(?<=[\s。.!！?？]))(?:发自我的|sent from my|sent from (?=outlook|mail)|get outlook for)\s*"
    r"[\w\u4e00-\u9fff]{1,20}(?: [\w]{1,12}){0,3}\s*[.。]?\s*$"
    r"|^\s*(?:来自我的\s?\w{1,12}|发送自 ?\S.{0,30}|(?:从|来自) ?(?:QQ|网易|163|Outlook).{0,3}邮箱.{0,20})\s*$",
    re.I,
)
SIGN_OFF = re.compile(
    r"\s*(?:--|——|(?:with )?(?:best|kind|kindest|warm|warmest) (?:regards|wishes)|(?:thanks|thank you) (?:and|&) regards|regards"
    r"|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|此致|敬礼|此致[\s,，]*敬礼|祝好|祝您?工作(?:顺利|愉快)|顺颂商祺|顺祝商祺|商祺)"
    r"[\s,，.。!！]*",
    re.I,
)
# With a comma and a name under it; alone they are words of the customer.
THANKS = re.compile(r"\s*(?:many thanks|thanks(?: again| a lot| in advance)?|thank you|cheers|best)\s*,\s*", re.I)
NAME = re.compile(r"\s*[A-Z][\w.'-]{0,20}(?: [A-Z][\w.'-]{0,20}){0,2}\s*")
SALUTE = re.compile(r"[\s，,。！!]{0,5}此致[\s，,]*敬礼[\s！!。.]*$")
SIGNED = re.compile(
    r"\s*(?:best|kind|warm) regards[,.]? {1,2}(?-i:[A-Z])[\w.'-]{0,20}(?: (?-i:[A-Z])[\w.'-]{0,20}){0,3}\s*", re.I
)
SECRECY = re.compile(
    r"\s*(?:this (?:e-?mail|message) and any (?:attachments?|files)|本(?:邮件|电子邮件)及其?(?:所有)?附件|confidentiality notice)",
    re.I,
)
AFTERTHOUGHT = re.compile(r"\s*(?:p\.?\s?s\b|附言|另：|另外|又及|补充)", re.I)

_HELLO = r"\s*(?:(?:hi|hello|dear)\b[^\n,!]{0,40}[,!\s]+|(?:尊敬的|亲爱的)[^\n，,：:]{0,20}[，,：:!！\s]*|(?:您好|你好)[，,。!！\s]*){0,2}"
AUTO_REPLY = re.compile(
    rf"{_HELLO}(?:"
    r"[\[【(（]?\s*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response|responder)|自动(?:回复|答复|回覆))\s*[\]】)）:：\n]"
    r"|(?:自动回复|自动答复|out of (?:the )?office|automatic reply|auto-?reply)\s*[.。!！]?\s*\Z"
    r"|out of (?:the )?office\s*[:：\n]"
    r"|(?:thank you for your (?:e-?mail|message)\.? ?)?i(?:'m| am| will be)(?: currently)? (?:out of (?:the )?office|on (?:annual |parental )?(?:leave|vacation|holiday))\b"
    r"|(?:thank you[^.\n]{0,40}[.,!] ?)?we(?: have|'ve)?(?: successfully)? received your (?:request|message|e-?mail|enquiry|inquiry|ticket|feedback)"
    r"|thank you for (?:contacting|reaching out to) (?!me\b)[^\n]{1,60}(?:\.|!|\n|\Z)"
    r"|your (?:request|ticket|case|message)[^\n]{0,30} has been (?:received|created|registered)"
    r"|this is an (?:automated|automatic|auto-generated) (?:message|reply|response|e-?mail)"
    r"|(?:本|此|这)(?:邮件|消息|信息)[是由为]{1,2}系统自动"
    r"|(?:感谢您的来信[，。,]?)?(?:我们|我司|本公司)?(?:已经?|现已)(?:成功)?(?:收到|受理)[您你]的(?:请求|来信|邮件|反馈|申请|工单|留言|咨询|问题|消息)"
    r"|[您你]的(?:工单|请求|来信|留言|反馈)[^\n]{0,25}(?:已(?:经|被)?(?:收到|受理|创建|提交成功|登记))"
    r"|我(?:目前|现在|正在|将)?(?:不在办公室|正?在?休假|正?在?年假|外出不在))",
    re.I,
)
MACHINE = re.compile(
    r"^[ \t]*(?:本|此|这)(?:邮件|消息)[是由为]{1,2}系统自动|^[ \t]*[*_]{0,3}please do not reply to this (?:e-?mail|message)",
    re.I | re.M,
)


# What every rule above needs to find something; most comments hold none of it.
HINTS = (
    *(
        ">",
        "--",
        "——",
        "wrote",
        "写道",
        "寫道",
        "原始",
        "原邮件",
        "转发",
        "message",
        "reply above",
        "请在此",
        "发件人",
        "寄件",
    ),
    *(
        "from",
        "发自",
        "来自",
        "发送自",
        "邮箱",
        "get outlook",
        "regards",
        "wishes",
        "sincerely",
        "faithfully",
        "truly",
        "此致",
    ),
    *("敬礼", "祝", "商祺", "thank", "cheers", "best", "any attachment", "any file", "附件", "confidentiality"),
)
HINTED = re.compile("|".join(map(re.escape, HINTS)))


def is_auto_reply(text: str) -> bool:
    """Tell whether a machine answered: out of office, 自动回复, "we received your request".

    Whoever complains about such an answer is no machine, so a text must begin like one.
    """
    return bool(AUTO_REPLY.match(text) or MACHINE.search(text))


def own_words(text: str) -> tuple[str, Counter[str]]:
    """Return a mail without quoted older mails and signatures, and how many of each there were."""
    counts: Counter[str] = Counter()
    if not HINTED.search(text.lower()):
        return text.strip(), counts
    lines = _unquoted(text.splitlines(), counts)
    lines = _unsigned(lines, counts)
    return "\n".join(lines).strip(), +counts


def _unquoted(lines: list[str], counts: Counter[str]) -> list[str]:
    kept: list[str] = []
    place, was_quoted = 0, False
    while place < len(lines):
        heading = _heading_lines(lines, place)
        if heading and not _quotes_follow(lines, place + heading):
            counts[QUOTES] += 1
            return kept
        quoted = bool(heading or QUOTED.match(lines[place]))
        counts[QUOTES] += quoted and not was_quoted
        if not quoted:
            kept.append(lines[place])
        was_quoted = quoted or (was_quoted and not lines[place].strip())
        place += heading or 1
    return kept


def _quotes_follow(lines: Sequence[str], place: int) -> bool:
    return bool(QUOTED.match(next((line for line in lines[place:] if line.strip()), "")))


def _heading_lines(lines: Sequence[str], place: int) -> int:
    """Return how many lines from here announce an older mail, 0 if this is none."""
    line = lines[place]
    if DIVIDER.fullmatch(line) or SENDER.fullmatch(line) or WROTE.fullmatch(line):
        return 1
    if FROM.fullmatch(line) and any(map(NEXT_HEADING.fullmatch, lines[place + 1 : place + 1 + GAP])):
        return 1
    wrapped = (
        place + 1 < len(lines) and line.lstrip()[:3].lower() == "on " and WROTE.fullmatch(f"{line} {lines[place + 1]}")
    )
    return 2 if wrapped else 0


def _unsigned(lines: list[str], counts: Counter[str]) -> list[str]:
    kept: list[str] = []
    for place, line in enumerate(lines):
        if _signs(lines, place):
            counts[SIGNATURES] += 1
            return [*kept, *_afterthought(lines[place + 1 :])]
        plain = SALUTE.sub("", DEVICE.sub("", line))
        counts[SIGNATURES] += plain != line
        if plain == line or plain.strip():
            kept.append(plain)
    return kept


def _signs(lines: Sequence[str], place: int) -> bool:
    """Tell whether the signature begins with this line."""
    line = lines[place]
    if SECRECY.match(line):
        return True
    thanks = bool(THANKS.fullmatch(line))
    if not (thanks or SIGN_OFF.fullmatch(line) or SIGNED.fullmatch(line)):
        return False
    tail = [line for line in lines[place + 1 :] if line.strip()]
    short = len(tail) <= TAIL_LINES and sum(map(len, tail)) <= TAIL_CHARS
    return short and (not thanks or bool(tail and NAME.fullmatch(tail[0])))


def _afterthought(lines: Sequence[str]) -> Sequence[str]:
    start = next((place for place, line in enumerate(lines) if AFTERTHOUGHT.match(line)), len(lines))
    return lines[start:]
