"""Lists of what is around us: partners, customers, competitors, the market, comments."""

from core.tables import words
from core.tables.fields import Field, RecordList, coded
from core.tables.lists.own import NOTE, OWNER
from core.tables.readers import (
    amount,
    read_count,
    read_day,
    read_names,
    read_past_day,
    read_people,
    read_share,
    read_yes_no,
)

PARTNERS = RecordList(
    "partners",
    "partner",
    (
        Field(
            "name",
            "公司|公司名称|客户名称|客户公司|机构|机构名称|合作方|合作伙伴|单位|企业|organisation|organization|company|company name"
            "|account|account name|partner|associated company|投资机构|投资方|投资人|investor|fund",
        ),
        Field("want", "商机名称|商机|项目名称|合作内容|需求|合作需求|deal name|opportunity|opportunity name|deal|want"),
        coded("kind", "类型|合作类型|客户类型|合作方类型|deal type|type|kind|category", words.PARTNER_KINDS),
        coded(
            "stage",
            "阶段|商机阶段|跟进阶段|合作阶段|销售阶段|当前阶段|进展|deal stage|stage|pipeline stage|状态|status",
            words.PARTNER_STAGES,
        ),
        Field(
            "stage_since",
            "进入阶段时间|阶段变更时间|阶段更新时间|进入当前阶段日期|stage since|stage changed|date entered stage",
            read_past_day,
        ),
        coded("outcome", "结果|成交结果|outcome|result|won/lost", words.OUTCOMES),
        coded("outcome_reason", "原因|丢单原因|未达成原因|closed lost reason|lost reason|reason", words.REASONS),
        Field(
            "outcome_on",
            "成交日期|关闭日期|结束日期|closed on|closed date",
            read_day,
            never="预计|预期|expected|estimated",
        ),
        OWNER,
        Field(
            "value",
            "金额|商机金额|合同金额|预计金额|意向金额|投资金额|融资额|预算|amount|check size|value|deal value|deal amount",
            amount(),
            never="加权|回款|已付|已收|weighted|paid|received",
        ),
        Field("probability", "概率|成交概率|赢率|可能性|probability|deal probability|likelihood", read_share),
        Field("offers", "对方能提供|能提供|可提供资源|offers|they offer"),
        Field("next_step", "下一步|下步计划|下一步计划|后续动作|next step|next steps|next action"),
        Field(
            "next_step_on",
            "下一步时间|下一步日期|下次跟进|下次跟进时间|next step on|next step date|next activity date|next follow-up",
            read_day,
        ),
        Field(
            "last_contact_on",
            "最后跟进|最后跟进时间|最近跟进|最近联系|上次联系|最近跟进时间|最近沟通|最近沟通时间|最近一次沟通|上次沟通|last activity|last activity date|last contacted|last contact|last touch",
            read_past_day,
        ),
        Field("paused_until", "暂缓到|复看日期|paused until|revisit on", read_day),
        Field("under_nda", "保密协议|是否保密|nda|under nda", read_yes_no, words.YES_NO),
        Field(
            "contact", "联系人|对接人|客户联系人|投资人|投资经理|contact|contact name|associated contact", read_people
        ),
        Field("note", "备注|跟进记录|跟进情况|沟通记录|反馈|说明|note|notes|remark|remarks|comments"),
    ),
    required=("name", "want"),
)
CUSTOMERS = RecordList(
    "customers",
    "customer",
    (
        Field("name", "客户|客户名称|公司|公司名称|customer|customer name|company|account|account name"),
        Field("other_names", "别名|简称|又名|other names|aliases|also known as", read_names),
        Field("segment", "行业|细分市场|客户类型|segment|industry|type"),
        coded("state", "状态|客户状态|合作状态|state|status|lifecycle stage", words.CUSTOMER_STATES),
        Field(
            "yearly_value",
            "年合同额|年金额|年费|年收入|合同金额|金额|arr|acv|yearly value|annual value|mrr|contract value",
            amount("year"),
        ),
        Field(
            "renewal_on",
            "续约日|续约日期|续费日期|到期日|合同到期|renewal|renewal date|renews on|contract end",
            read_day,
        ),
        OWNER,
        Field("may_be_named", "可公开名称|可署名|可否公开|may be named|reference|named", read_yes_no, words.YES_NO),
        Field("may_be_quoted", "可引用|可引述|may be quoted|quotable", read_yes_no, words.YES_NO),
        NOTE,
    ),
    required=("name",),
)
COMPETITORS = RecordList(
    "competitors",
    "competitor",
    (
        Field("name", "竞品|竞品名称|竞争对手|公司|名称|competitor|name|company|rival"),
        Field("offer", "产品|卖什么|主要产品|offer|product|products"),
        Field("price", "价格|报价|定价|price|pricing"),
        Field("strength", "优势|强项|长处|strength|strengths|pros"),
        Field("weakness", "劣势|弱点|短板|不足|weakness|weaknesses|cons"),
        Field("difference", "差异|区别|我们的不同|difference|how we differ"),
        Field("link", "链接|网址|官网|link|url|website"),
        Field("seen_on", "更新日期|调研日期|日期|seen on|date|as of", read_past_day),
    ),
    required=("name",),
)
SEGMENTS = RecordList(
    "segments",
    "market_segment",
    (
        Field("name", "细分市场|市场|细分|行业|segment|market|market segment"),
        Field("accounts", "客户数|潜在客户数|企业数|数量|accounts|companies|customers|number of accounts", read_count),
        Field(
            "yearly_price", "年客单价|客单价|年单价|单价|price a year|yearly price|annual price|price", amount("year")
        ),
        Field("share", "可获份额|份额|占比|share|market share", read_share),
        Field("source", "来源|出处|source"),
        NOTE,
    ),
    required=("name",),
)
COMMENTS = RecordList(
    "comments",
    "comment",
    (
        Field("text", "评论内容|评论|内容|反馈|反馈内容|comment|review|text|feedback"),
        Field("written_on", "日期|时间|评论时间|date|time|created at", read_past_day),
        Field("rating", "评分|星级|rating|stars|score"),
        Field("customer", "客户|客户名称|公司|用户|customer|company|user|author"),
        Field("channel", "渠道|来源|channel|source|platform"),
        # What tickets and chats have besides; those who import comments bring a ticket's lines together.
        Field("title", "标题|主题|title|subject"),
        Field("ticket", "工单编号|工单号|会话编号|ticket|ticket id|conversation id"),
        Field("speaker", "角色|发言人|发送方|speaker|role|sender"),
        Field("private", "是否公开|是否内部|可见性|public|private|internal|visibility"),
    ),
    required=("text",),
)
