"""What each list can hold, by which headings its columns are known, and how their cells are read."""

from core.tables import words
from core.tables.fields import Field, RecordList, coded
from core.tables.readers import (
    amount,
    read_count,
    read_day,
    read_job,
    read_month,
    read_names,
    read_past_day,
    read_people,
    read_share,
    read_skills,
    read_yes_no,
)

NOTE = Field("note", "备注|说明|备忘|note|notes|remark|remarks|comment|comments")
OWNER = Field("owner", "负责人|跟进人|责任人|归属人|销售|owner|assignee|deal owner|responsible|sales rep", read_people)
NAME_OF_PERSON = "姓名|名字|员工|成员|name|full name|employee|member"

PEOPLE = RecordList(
    "people",
    "resource",
    (
        Field("name", NAME_OF_PERSON),
        Field("role", "岗位|职位|职务|角色|职能|role|position|job title|title"),
        Field("skills", "技能|能力|能力项|擅长|技术栈|skills|skill|capabilities|expertise", read_skills),
        Field(
            "quantity",
            "投入比例|投入|工时占比|全职/半职|全职半职|全职/兼职|用工形式|fte|workload|allocation|employment",
            read_job,
        ),
        Field(
            "monthly_cost",
            "月薪|薪资|工资|薪酬|年薪|人力成本|月成本|成本|salary|pay|cost|monthly cost|monthly salary|wage",
            amount("month"),
        ),
        Field(
            "from_on",
            "到岗时间|入职时间|入职日期|到岗|入职|开始日期|start date|joined|start|from|hired on|join date",
            read_day,
        ),
        Field("until_on", "离职时间|合同到期|到期日|结束日期|end date|until|contract end|leaves on", read_day),
        NOTE,
    ),
    required=("name",),
    constants={"kind": "talent"},
)
RESOURCES = RecordList(
    "resources",
    "resource",
    (
        Field("name", "名称|资源|资源名称|名字|name|resource"),
        coded("kind", "类别|类型|资源类型|分类|kind|type|category", words.RESOURCE_KINDS),
        Field("role", "规格|型号|用途|model|specification|purpose|role"),
        Field("skills", "能力项|能提供|能力|capabilities|provides", read_skills),
        Field("quantity", "数量|额度|quantity|amount|count", read_count),
        Field("unit", "单位|unit"),
        Field("monthly_cost", "月成本|月费|月租|费用|成本|年费|monthly cost|cost|fee|rent", amount("month")),
        Field("use_share", "使用率|占用|利用率|utilisation|utilization|use|usage|use %", read_share),
        Field("access", "许可|授权|获取方式|协议|licence|license|access"),
        Field("cards", "卡数|显卡数|gpu数|cards|gpus|gpu count", read_count),
        Field("hours", "卡时|月卡时|小时数|gpu hours|hours|hours a month", read_count),
        Field("unit_price", "单价|price|unit price", amount()),
        Field("rows", "条数|数据量|样本数|行数|rows|records|samples", read_count),
        Field("from_on", "开始日期|起始日期|生效日期|start date|start|from", read_day),
        Field("until_on", "到期日|合同到期|结束日期|有效期至|end date|contract end|expiry|until", read_day),
        NOTE,
    ),
    required=("name",),
)
CANDIDATES = RecordList(
    "candidates",
    "candidate",
    (
        Field("name", f"候选人|候选人姓名|{NAME_OF_PERSON}|candidate"),
        Field("role", "应聘岗位|应聘职位|岗位|职位|position|role|job|applied for"),
        coded("stage", "招聘阶段|面试阶段|阶段|状态|进展|hiring step|stage|status", words.CANDIDATE_STAGES),
        Field("stage_since", "阶段更新时间|阶段日期|stage since|stage date|last update", read_past_day),
        Field("source", "来源|渠道|招聘渠道|source|channel"),
        Field(
            "monthly_cost",
            "期望薪资|期望月薪|期望年薪|薪资要求|月薪|薪资|expected salary|salary|salary expectation",
            amount("month"),
        ),
        Field(
            "from_on", "可到岗时间|到岗时间|预计到岗|到岗|can start|available from|start date|availability", read_day
        ),
        NOTE,
    ),
    required=("name",),
)
PARTNERS = RecordList(
    "partners",
    "partner",
    (
        Field(
            "name",
            "公司|公司名称|客户名称|客户公司|机构|机构名称|合作方|合作伙伴|单位|企业|organisation|organization|company|company name"
            "|account|account name|partner|associated company",
        ),
        Field("want", "商机名称|商机|项目名称|合作内容|需求|合作需求|deal name|opportunity|opportunity name|deal|want"),
        coded("kind", "类型|合作类型|客户类型|合作方类型|deal type|type|kind|category", words.PARTNER_KINDS),
        coded(
            "stage",
            "阶段|商机阶段|跟进阶段|合作阶段|销售阶段|当前阶段|进展|deal stage|stage|pipeline stage",
            words.PARTNER_STAGES,
        ),
        Field(
            "stage_since",
            "进入阶段时间|阶段变更时间|阶段更新时间|进入当前阶段日期|stage since|stage changed|date entered stage",
            read_past_day,
        ),
        coded("outcome", "结果|成交结果|outcome|result|won/lost", words.OUTCOMES),
        coded("outcome_reason", "原因|丢单原因|未达成原因|closed lost reason|lost reason|reason", words.REASONS),
        Field("outcome_on", "成交日期|关闭日期|结束日期|close date|closed on|closed date", read_day),
        OWNER,
        Field("value", "金额|商机金额|合同金额|预计金额|预算|amount|value|deal value|deal amount", amount()),
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
            "最后跟进|最后跟进时间|最近跟进|最近联系|上次联系|最近跟进时间|last activity|last activity date|last contacted|last contact",
            read_past_day,
        ),
        Field("paused_until", "暂缓到|复看日期|paused until|revisit on", read_day),
        Field("under_nda", "保密协议|是否保密|nda|under nda", read_yes_no, words.YES_NO),
        Field("contact", "联系人|对接人|客户联系人|contact|contact name|associated contact", read_people),
        NOTE,
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
ACTIONS = RecordList(
    "actions",
    "action",
    (
        Field("title", "行动项|任务|待办|事项|标题|任务名称|action|task|to-do|todo|title|task name|name"),
        OWNER,
        Field("due_on", "截止日|截止日期|截止时间|到期日|完成期限|due|due date|deadline|due on", read_day),
        Field("done_on", "完成日期|完成时间|实际完成|done on|completed|completed at|date completed", read_past_day),
        NOTE,
    ),
    required=("title",),
)
MONTHS = RecordList(
    "months",
    "money_month",
    (
        Field("month", "月份|月|年月|日期|month|period|date", read_month),
        coded("basis", "口径|类型|实际/计划|basis|actual/plan|type", words.BASES),
        Field(
            "cash_end",
            "期末现金|月末现金|现金余额|账上现金|现金|cash|cash at end|closing cash|cash balance|ending cash",
            amount(),
        ),
        Field("income", "收入|营收|回款|月收入|income|revenue|sales|receipts", amount()),
        Field("people", "人力|人员|工资|人力成本|薪酬|people|payroll|salaries|staff", amount()),
        Field(
            "compute",
            "算力|算力与api|算力及接口|云费用|服务器|compute|compute and api|cloud|gpu|infrastructure",
            amount(),
        ),
        Field("data_cost", "数据|数据采购|标注|数据费用|data|data cost|labelling", amount()),
        Field("marketing", "市场|营销|推广|市场费用|获客|marketing|advertising|growth", amount()),
        Field("other", "其他|其它|其他费用|房租及其他|行政|other|other costs|misc", amount()),
        Field("receivables", "应收|应收账款|应收款|receivables|accounts receivable|receivable", amount()),
        Field("debt", "负债|借款|贷款|债务|debt|loans|loan", amount()),
        NOTE,
    ),
    required=("month",),
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
    ),
    required=("text",),
)
LISTS = {
    found.key: found
    for found in (PEOPLE, RESOURCES, CANDIDATES, PARTNERS, CUSTOMERS, COMPETITORS, ACTIONS, MONTHS, COMMENTS)
}
