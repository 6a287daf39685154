"""Lists of what is our own: people, resources, candidates, initiatives, actions, money by month."""

from core.tables import words
from core.tables.fields import Field, RecordList, coded
from core.tables.readers import (
    amount,
    read_count,
    read_day,
    read_job,
    read_month,
    read_past_day,
    read_people,
    read_share,
    read_skills,
)

NOTE = Field("note", "备注|说明|备忘|note|notes|remark|remarks|comment|comments")
OWNER = Field(
    "owner", "负责人|跟进人|责任人|归属人|客户经理|销售|owner|assignee|deal owner|responsible|sales rep", read_people
)
SO_FAR = "已花|已用|已支|已投|累计|实际|spent|so far|to date|used|actual"  # what was used up, not what was planned
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
            "月薪|薪资|工资|薪酬|年薪|年包|总包|人力成本|月成本|成本|monthly salary|base salary|salary|comp|compensation|package|pay|cost|monthly cost|wage",
            amount("month"),
            never="社保|公积金|奖金|年终奖|期权|bonus|equity",
        ),
        Field(
            "from_on",
            "到岗时间|入职时间|入职日期|到岗|入职|开始日期|start date|joined|start|from|hired on|hire date|join date",
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
        Field("name", "名称|资源|资源名称|名字|name|resource|服务商|供应商|provider|vendor"),
        coded("kind", "类别|类型|资源类型|分类|kind|type|category", words.RESOURCE_KINDS),
        Field("role", "规格|型号|用途|model|specification|purpose|role"),
        Field("skills", "能力项|能提供|能力|capabilities|provides", read_skills),
        Field("quantity", "数量|额度|quantity|amount|count", read_count),
        Field("unit", "单位|unit"),
        Field(
            "monthly_cost",
            "月成本|月费|月租|费用|成本|年费|monthly cost|cost|fee|rent",
            amount("month"),
            never="社保|公积金|奖金|年终奖|期权|bonus|equity",
        ),
        Field("use_share", "使用率|占用|利用率|utilisation|utilization|use|usage|use %", read_share),
        Field("access", "许可|授权|获取方式|协议|licence|license|access"),
        coded("form", "技术类别|算力/数据|form|technology type", words.FORMS),
        Field("permission", "使用授权|授权范围|数据授权|permission|usage rights"),
        coded("personal", "含个人信息|个人信息|personal|personal data", words.PERSONAL),
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
            "期望薪资|期望月薪|期望年薪|薪资要求|月薪|薪资|expected salary|salary|salary expectation|expected comp|comp",
            amount("month"),
            never="社保|公积金|奖金|年终奖|期权|bonus|equity",
        ),
        Field(
            "from_on", "可到岗时间|到岗时间|预计到岗|到岗|can start|available from|start date|availability", read_day
        ),
        NOTE,
    ),
    required=("name",),
)
INITIATIVES = RecordList(
    "initiatives",
    "initiative",
    (
        Field("name", "重点项目|项目|项目名称|想法|名称|initiative|project|idea|name|project name"),
        Field("goal", "目标|目的|描述|说明|为什么|原因|goal|why|aim|description|objective"),
        Field("impact", "预期价值|价值|影响|impact|expected value|value", read_count),
        Field("cost", "成本|预算|费用|投入金额|cost|budget", amount(), never=SO_FAR),
        Field("effort", "人月|工作量|工时|person-months|person months|effort", read_count, never=SO_FAR),
        Field(
            "cost_spent",
            "已花费|已用预算|已用金额|已投入金额|已用费用|已支出|累计花费|累计支出|累计成本|实际花费|实际成本|实际费用|实际支出"
            "|spent so far|cost so far|cost to date|spent to date|cost spent|budget spent|budget used|actual cost|spent",
            amount(),
            never="人月|工时|month|hour|time|effort|total spent",
        ),
        Field(
            "effort_spent",
            "已用人月|已投入人月|累计人月|实际人月|实际投入人月"
            "|person-months so far|person months so far|person-months spent|person months spent|person-months used"
            "|person months used|actual person-months|actual person months|effort so far|effort spent|actual effort",
            read_count,
        ),
        Field("starts_on", "开始日期|开始时间|启动时间|start|start date|starts on", read_day),
        Field("due_on", "截止日期|截止日|截止时间|完成时间|due|due date|deadline", read_day),
        coded("state", "状态|阶段|state|status", words.INITIATIVE_STATES),
        OWNER,
        Field("stop_rule", "停止条件|何时停止|stop rule|when do we stop"),
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
            "期末现金|月末现金|期末余额|月末余额|现金余额|账上现金|现金|cash|cash at end|closing cash|cash balance|ending cash|closing balance",
            amount(),
            never="期初|月初|上月|opening|beginning|start",
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
        Field("other", "其他|其它|其他费用|房租及其他|行政|房租|other|other costs|misc", amount()),
        Field("receivables", "应收|应收账款|应收款|receivables|accounts receivable|receivable|ar", amount()),
        Field("debt", "负债|借款|贷款|债务|debt|loans|loan", amount()),
        NOTE,
    ),
    required=("month",),
)
