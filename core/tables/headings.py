"""Words by which the headings of exports tell what a column holds, Chinese and English."""

import re

WORDS: dict[str, tuple[str, ...]] = {
    "text": (
        *("评论", "评论内容", "内容", "反馈", "正文", "评价", "留言", "意见", "描述", "原文", "文本", "详情"),
        *("review", "reviews", "comment", "comments", "text", "body", "feedback", "content", "message", "description"),
        *("sentence", "verbatim", "remark", "remarks", "note", "notes"),
    ),
    "written_on": (
        *("日期", "时间", "评论时间", "创建时间", "提交时间", "发布时间"),
        *("date", "time", "datetime", "timestamp", "created", "created_at", "at", "on", "submitted", "posted"),
    ),
    "rating": ("评分", "星级", "分数", "打分", "星", "满意度", "rating", "ratings", "stars", "star", "score", "csat"),
    "customer": (
        *("客户", "公司", "客户名称", "用户", "企业", "单位", "买家", "用户名", "昵称"),
        *("customer", "company", "account", "client", "user", "organization", "organisation", "author", "username"),
    ),
    "channel": (
        *("渠道", "来源", "平台", "途径", "应用商店"),
        *("channel", "source", "platform", "store", "origin", "via"),
    ),
    "ticket": (
        *("工单", "工单号", "工单编号", "工单id", "会话号", "会话编号", "会话id", "对话编号", "对话id"),
        *(
            "ticket",
            "ticket number",
            "ticket no",
            "conversation",
            "conversation number",
            "case",
            "case number",
            "thread",
        ),
    ),
    "speaker": (
        *(
            "说话人",
            "发言人",
            "角色",
            "发送方",
            "发送者",
            "发送人",
            "发言者",
            "消息发送者",
            "发言角色",
            "用户类型",
            "回复人",
        ),
        *("speaker", "role", "sender", "author type", "sender type", "user type", "participant", "from"),
    ),
    "private": (
        *("可见性", "是否公开", "公开", "是否内部", "是否私密", "内部", "私密", "内部备注"),
        *("private", "public", "internal", "visibility"),
    ),
    "title": ("标题", "主题", "题目", "title", "subject", "headline"),
    # Headings of columns that are none of the above, so that their content is not mistaken for one.
    "other": (
        *("编号", "序号", "链接", "网址", "邮箱", "电话", "手机", "版本", "标签", "类别", "状态", "回复", "职位"),
        *("id", "no", "number", "url", "link", "email", "phone", "version", "label", "category", "cat", "tag", "tags"),
        *("status", "job title", "reply", "response", "language", "lang", "probability", "reason", "name"),
    ),
}
CHINESE = re.compile("[\u4e00-\u9fff]")


def heading_role(heading: str) -> str | None:
    """Return what a heading says its column holds: the last word it knows decides ("客户反馈" is feedback).

    A trailing "name" or 名称 says nothing itself: "customer name" is the customer.
    """
    plain = re.sub(r"([a-z])([A-Z])", r"\1 \2", heading).lower()
    plain = re.sub(r"\(.*?\)|（.*?）", " ", plain)
    best = max((_last_match(plain, word), role) for role, words in WORDS.items() for word in words)
    if best[0] == (-1, 0):
        return None
    if best[1] == "other" and (stem := re.sub(r"[\s_-]*(name|id|no)$", "", plain)) not in (plain, ""):
        return heading_role(stem) if heading_role(stem) in ("customer", "channel", "ticket") else "other"
    return best[1]


def _last_match(plain: str, word: str) -> tuple[int, int]:
    """Return (end, length) of the word's last occurrence, (-1, 0) if it does not occur as a word."""
    if CHINESE.match(word):
        start = plain.rfind(word)
        return (start + len(word), len(word)) if start >= 0 else (-1, 0)
    ends = [match.end() for match in re.finditer(rf"(?<![a-z]){re.escape(word)}(?![a-z])", plain)]
    return (ends[-1], len(word)) if ends else (-1, 0)
