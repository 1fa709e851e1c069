"""The closed vocabularies of a document's life (design §1), code name = Chinese on screen."""

from django.db import models


class Status(models.TextChoices):
    """What the document is in law; no status is named after a desk."""

    DRAFT = "draft", "草稿"
    IN_REVIEW = "in_review", "办理中"
    SIGNED = "signed", "已签发"
    ISSUED = "issued", "已印发"
    PUBLISHED = "published", "已公开"
    FILED = "filed", "已归存"
    RETRACTED = "retracted", "已撤下"
    DISCARDED = "discarded", "已作废"


class Action(models.TextChoices):
    """Every move of the status; each is a transition of the same name on Document."""

    SUBMIT = "submit", "送审"
    SEND_BACK = "send_back", "退回修改"
    SIGN = "sign", "签发"
    REOPEN_SIGNATURE = "reopen_signature", "退回重签"
    REGISTER = "register", "登记编号"
    PUBLISH = "publish", "公开发布"
    FILE = "file", "归存"
    REOPEN_DISCLOSURE = "reopen_disclosure", "转为公开"
    RETRACT = "retract", "撤下"
    CORRECT = "correct", "更正"
    DISCARD = "discard", "作废"


class Attribute(models.TextChoices):
    """公开属性 (国办发〔2016〕80号 一(一)); there is no neutral default."""

    PROACTIVE = "proactive", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class Stage(models.TextChoices):
    """五公开."""

    DECISION = "decision", "决策公开"
    EXECUTION = "execution", "执行公开"
    ADMINISTRATION = "administration", "管理公开"
    SERVICE = "service", "服务公开"
    RESULT = "result", "结果公开"


class Ground(models.TextChoices):
    """不公开理由: the eight leaves of the annual report (国办公开办函〔2021〕30号 表三(三))."""

    STATE_SECRET = "state_secret", "属于国家秘密（条例第十四条）"
    LAW_FORBIDS = "law_forbids", "其他法律行政法规禁止公开（条例第十四条）"
    THREE_SECURITIES = "three_securities", "危及“三安全一稳定”（条例第十四条）"
    THIRD_PARTY = "third_party", "保护第三方合法权益（条例第十五条）"
    INTERNAL_AFFAIRS = "internal_affairs", "属于三类内部事务信息（条例第十六条第一款）"
    PROCESS_INFORMATION = "process_information", "属于四类过程性信息（条例第十六条第二款）"
    ENFORCEMENT_FILE = "enforcement_file", "属于行政执法案卷（条例第十六条第二款）"
    SPECIAL_QUERY = "special_query", "属于行政查询事项（条例第三十六条第七项）"


HARD_GROUNDS = frozenset({Ground.STATE_SECRET, Ground.LAW_FORBIDS, Ground.THREE_SECURITIES, Ground.THIRD_PARTY})
DISCRETIONARY_GROUNDS = frozenset({Ground.INTERNAL_AFFAIRS, Ground.PROCESS_INFORMATION, Ground.ENFORCEMENT_FILE})


class Genre(models.TextChoices):
    """The 15 文种 of 党政机关公文处理工作条例 art. 8; value = the word that ends the title."""

    RESOLUTION = "决议", "决议"
    DECISION = "决定", "决定"
    ORDER = "命令", "命令（令）"
    COMMUNIQUE = "公报", "公报"
    ANNOUNCEMENT = "公告", "公告"
    PUBLIC_NOTICE = "通告", "通告"
    OPINION = "意见", "意见"
    NOTICE = "通知", "通知"
    CIRCULAR = "通报", "通报"
    REPORT = "报告", "报告"
    REQUEST = "请示", "请示"
    REPLY = "批复", "批复"
    BILL = "议案", "议案"
    LETTER = "函", "函"
    MINUTES = "纪要", "纪要"


class Direction(models.TextChoices):
    """行文方向."""

    UP = "up", "上行文"
    DOWN = "down", "下行文"
    LEVEL = "level", "平行文"
    PUBLIC = "public", "公布性公文"


class Urgency(models.TextChoices):
    """紧急程度."""

    NORMAL = "normal", "平件"
    URGENT = "urgent", "加急"
    MOST_URGENT = "most_urgent", "特急"


class Aspect(models.TextChoices):
    """What a desk judges; an opinion names the digest of each aspect that it judged."""

    CONTENT = "content", "正文与附件"
    PUBLIC = "public", "公开文本（区分处理）"
    DECISION = "decision", "公开属性"
    ROUTING = "routing", "文种、主送等要素"
    PLAN = "plan", "解读方案"


class LimitUnit(models.TextChoices):
    """In which days a time limit is counted."""

    WORKING = "working", "个工作日"
    CALENDAR = "calendar", "日"


class EmergencyState(models.TextChoices):
    """紧急公开: a release that did not wait for every co-sign; it ends only by somebody else's approval (R82)."""

    DECLARED = "declared", "紧急公开，待追认"
    RATIFIED = "ratified", "紧急公开，已追认"
    REFUSED = "refused", "紧急公开，未获追认"


class Topic(models.TextChoices):
    """主题分类: the 22 top classes of the State Council's catalogue."""

    ORGANISATION = "01", "国务院组织机构"
    GENERAL = "02", "综合政务"
    ECONOMY = "03", "国民经济管理、国有资产监管"
    FINANCE = "04", "财政、金融、审计"
    LAND = "05", "国土资源、能源"
    AGRICULTURE = "06", "农业、林业、水利"
    INDUSTRY = "07", "工业、交通"
    COMMERCE = "08", "商贸、海关、旅游"
    MARKET = "09", "市场监管、安全生产"
    CONSTRUCTION = "10", "城乡建设、环境保护"
    EDUCATION = "11", "科技、教育"
    CULTURE = "12", "文化、广电、新闻出版"
    HEALTH = "13", "卫生、体育"
    POPULATION = "14", "人口与计划生育、妇女儿童工作"
    LABOUR = "15", "劳动、人事、监察"
    JUSTICE = "16", "公安、安全、司法"
    CIVIL = "17", "民政、扶贫、救灾"
    NATIONALITIES = "18", "民族、宗教"
    FOREIGN = "19", "对外事务"
    HONGKONG = "20", "港澳台侨工作"
    DEFENCE = "21", "国防"
    OTHER = "22", "其他"


CLOSING_NOTES = {
    Attribute.PROACTIVE: "此件主动公开",
    Attribute.ON_REQUEST: "此件依申请公开",
    Attribute.WITHHELD: "此件不予公开",
}


def closing_note(attribute: str, *, is_redacted: bool = False) -> str:
    """Return the 附注 that the public text bears for its attribute, without brackets (R10).

    A text from which passages are withheld says so (条例37).
    """
    note = CLOSING_NOTES[Attribute(attribute)]
    return f"{note}，本文有删减" if is_redacted else note
