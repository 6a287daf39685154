"""Words that stand for one of our codes, as founders and other systems write them; compared in narrow lower case."""

from typing import Any

Words = dict[str, Any]


def _words(table: dict[Any, str]) -> Words:
    return {word.strip(): code for code, words in table.items() for word in words.split("|")}


YES_NO = _words(
    {
        True: "是|有|yes|y|true|1|√|✓|✔|对|同意|可以|已同意|checked",
        False: "否|无|没有|no|n|false|0|×|✗|✘|不|不同意|不可以|未同意|unchecked",
    }
)
FORMS = _words(
    {
        "compute": "算力|gpu|显卡|服务器|compute",
        "data": "数据|数据集|语料|data|data set|dataset",
        "model_api": "模型api|模型接口|api|接口|model api",
    }
)
PERSONAL = _words({"yes": "是|有|含|yes|true|1", "no": "否|不含|no|false|0"})
RESOURCE_KINDS = _words(
    {
        "talent": "人才|人员|人力|talent|people|person|staff",
        "technology": "技术|算力|数据|模型|technology|tech|compute|data",
        "market": "市场|客户|渠道|market|customers|channel",
        "funds": "资金|现金|融资|funds|cash|money",
        "network": "人脉|关系|顾问|network|connections|adviser|advisor",
    }
)
CANDIDATE_STAGES = _words(
    {
        "applied": "投递|已投递|简历|新简历|待筛选|applied|new|resume|cv",
        "screening": "简历筛选|筛选|筛选中|初筛|screening|screen",
        "interview": "面试|面试中|一面|二面|三面|终面|约面|电话面试|interview|interviewing|phone screen|onsite",
        "offer": "offer|已发offer|发offer|待入职|录用|offer made|offered|offer sent",
        "hired": "入职|已入职|已录用|hired|joined|accepted",
        "rejected": "淘汰|已淘汰|不合适|未通过|rejected|not hired",
        "withdrew": "放弃|候选人放弃|拒绝offer|已拒绝offer|withdrew|withdrawn|declined",
    }
)
# The seven stages: the general words, those of each type of partner, and what sales tables usually say.
PARTNER_STAGES = _words(
    {
        1: "1|需求识别|明确需求|定融资额与用途|明确场景|明确用量|明确课题|明确政策方向|define need|need|线索|潜在|lead|new",
        2: "2|资源评估|摸底评估|备材料|评估匹配度|比选|评估团队|自查资格|assess|assessment|评估|qualified",
        3: "3|平台筛选|选定渠道|找引荐|找切入人|定采购渠道|找对接人|找申报窗口|find channel|channel",
        4: "4|初次接触|建联|首次沟通|首次拜访|询价|首次交流|对接窗口|first contact|contacted|初步接触|已联系|接触",
        5: "5|深入交流|深入洽谈|尽调与ts|尽调|poc与报价|poc|测试与议价|谈方案|材料完善|talks|洽谈|谈判|商务谈判|报价|方案|试用"
        "|试用中|negotiation|proposal|trial|demo",
        6: "6|合作达成|签约|签约交割|签约开通|签协议|获批|agreement|合同|签约中|contract",
        7: "7|持续互动|持续维护|投后沟通|交付与续约|用量与账单复核|联合研发|执行与验收|ongoing|交付|维护|续约|合作中|live",
    }
) | {
    **dict.fromkeys(("赢单", "成交", "已成交", "已签约", "达成", "won", "closed won"), {"stage": 6, "outcome": "won"}),
    **dict.fromkeys(("输单", "丢单", "未达成", "流失", "已关闭", "lost", "closed lost"), {"outcome": "lost"}),
    **dict.fromkeys(("暂缓", "搁置", "暂停", "on hold", "paused"), {"outcome": "paused"}),
}
OUTCOMES = _words(
    {
        "open": "进行中|跟进中|推进中|open|under way|in progress|active",
        "won": "达成|赢单|成交|已签约|won|closed won|success",
        "lost": "未达成|输单|丢单|流失|lost|closed lost",
        "paused": "暂缓|暂停|搁置|paused|on hold",
    }
)
REASONS = _words(
    {
        "budget": "预算|价格|没预算|budget|price|too expensive",
        "timing": "时机|时间|timing|not now",
        "fit": "需求不符|不匹配|fit|no fit|need does not fit",
        "competitor": "竞品|选了竞品|competitor|chose competitor",
        "trust": "信任|trust",
        "compliance": "合规|compliance|security",
    }
)
PARTNER_KINDS = _words(
    {
        "investor": "投资人|投资机构|投资方|投资|基金|investor|vc|fund",
        "pilot_customer": "试点客户|客户|潜在客户|意向客户|pilot customer|customer|prospect|newbusiness|new business"
        "|existingbusiness|existing business",
        "supplier": "供应商|云厂商|算力|云|supplier|vendor|cloud",
        "university": "高校|大学|科研院所|实验室|university|lab|research",
        "public": "政府|园区|公共项目|政策|public programme|public|government|park",
        "channel": "渠道|代理|代理商|集成商|经销商|sales channel|channel|reseller|integrator",
        "other": "其他|其它|other|媒体",
    }
)
CUSTOMER_STATES = _words(
    {
        "lead": "线索|潜在|意向|lead|prospect",
        "trial": "试用|试用中|poc|试点|trial|pilot",
        "paying": "付费|正式|签约|在用|已签约|paying|active|customer|live",
        "left": "流失|已流失|停用|不续|left|churned|lost",
    }
)
INITIATIVE_STATES = _words(
    {
        "idea": "想法|构思|待评估|待立项|idea|backlog|not started|未开始",
        "chosen": "立项|已立项|进行中|chosen|in progress|active|doing",
        "paused": "暂停|搁置|paused|on hold",
        "done": "完成|已完成|结项|已结项|done|completed|finished",
    }
)
BETTER = _words(
    {"up": "越高越好|高|上升|up|higher|more is better", "down": "越低越好|低|下降|down|lower|less is better"}
)
BASES = _words({"actual": "实际|实际值|已发生|actual|actuals", "plan": "计划|预算|预测|plan|budget|forecast"})
LEVELS = _words(
    {
        1: "了解|入门|1|knows|basic|beginner",
        2: "能独立做|独立|熟练|2|works alone|skilled|proficient|intermediate",
        3: "能带人|精通|专家|3|leads|expert|advanced|senior",
    }
)
