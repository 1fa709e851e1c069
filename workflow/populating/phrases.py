"""What the documents say: invented sentences of official prose, with names of places so that a search finds few."""

import random

DOING = [
    "推进义务教育优质均衡发展", "规范招生入学工作", "做好学生体质健康管理", "加强校园食品安全", "深化职业教育改革",
    "支持高等学校科技创新", "提高教师队伍素质", "保障农村学校经费", "开展专项督导检查", "公布检查结果",
    "优化营商环境", "简化办事程序", "推行网上办理", "公开服务指南", "加大财政投入", "强化资金监管", "组织专家论证",
    "广泛听取意见", "开展风险评估", "促进就业创业", "扩大有效投资", "防范化解风险", "保护生态环境", "改善人居环境",
    "振兴乡村产业", "发展数字经济", "培育新质生产力", "健全社会保障", "完善应急预案", "提升治理能力", "加强队伍建设",
    "建设专业学位点", "清理规范性文件", "落实减负措施", "办好特殊教育", "发展普惠托育", "推广普通话", "改造薄弱学校",
]  # fmt: skip
HEADS = ["为了做好有关工作", "按照国务院部署", "结合本地实际", "根据有关规定", "经研究", "针对检查发现的问题"]
TAILS = [
    "请认真贯彻执行", "明确时间进度", "落实主体责任", "报送工作总结", "建立长效机制", "接受社会监督", "严肃追责问责",
    "及时回应关切", "维护公共利益", "严格考核评价", "总结推广经验", "加强组织领导",
]  # fmt: skip
SYLLABLES = (
    "安宝北滨博昌常潮成城池川春慈大丹当道德东都恩丰凤福阜富高固关光广桂海汉和河鹤衡红湖华怀淮黄惠吉济佳嘉建江金津晋"
    "荆景靖九酒康科昆拉兰乐丽连辽林临柳龙隆泸陆洛吕马梅绵明牡南宁攀平萍莆普齐启黔钦青清庆秋衢泉日荣如瑞三沙山韶邵绍"
    "深沈石寿双朔松苏随遂台太泰唐天通铜图万威渭文乌芜武西锡仙咸湘孝新信兴徐许宣雅延盐阳扬伊宜益银营永榆玉岳云运枣张"
    "昭肇镇中舟株珠资淄自遵"
)
ENDS = "县市区镇乡"


def place(chance: random.Random) -> str:
    """Return the name of a place that may not be there: two syllables and what it is."""
    return "".join(chance.choices(SYLLABLES, k=2)) + chance.choice(ENDS)


def matter(chance: random.Random) -> str:
    """Return what a document is about, as its title says it."""
    return f"{place(chance)}{chance.choice(DOING)}和{chance.choice(DOING)}"


def sentence(chance: random.Random) -> str:
    """Return one paragraph of about fifty characters."""
    doing = "、".join(chance.sample(DOING, 3))
    return f"{chance.choice(HEADS)}，{place(chance)}要{doing}，{place(chance)}{chance.choice(TAILS)}。"
