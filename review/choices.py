"""Desks, verdicts and reasons of return."""

from django.db import models

from documents.choices import Aspect


class Desk(models.TextChoices):
    """Every step at which a person acts; the value is the name of the node in the flow."""

    REVISE = "revise", "修改"
    DIVISION_CHECK = "division_check", "核稿"
    DISCLOSURE_CHECK = "disclosure_check", "公开属性审核"
    CONFIDENTIALITY_OFFICER = "confidentiality_officer", "保密审查"
    CONFIDENTIALITY_HEAD = "confidentiality_head", "保密审查（保密机构负责人）"
    CONFIDENTIALITY_LEADER = "confidentiality_leader", "保密审查（领导裁定）"
    INTERPRETATION_COSIGN = "interpretation_cosign", "解读方案会签"
    LEGALITY_REVIEW = "legality_review", "合法性审核"
    DEPARTMENT_COSIGN = "department_cosign", "会签"
    OFFICE_CHECK = "office_check", "办公厅复核"
    SIGN = "sign", "签发"
    REGISTER = "register", "登记编号"
    RELEASE = "release", "公开发布"
    FOLLOW_UP = "follow_up", "跟踪解读与执行公开"
    ARCHIVE = "archive", "归档"


CONFIDENTIALITY_CHAIN = (
    Desk.CONFIDENTIALITY_OFFICER,
    Desk.CONFIDENTIALITY_HEAD,
    Desk.CONFIDENTIALITY_LEADER,
)

# The co-signs that an emergency release does not wait for; never a confidentiality review, never the signature.
SKIPPABLE = (Desk.INTERPRETATION_COSIGN, Desk.DEPARTMENT_COSIGN)

# What each desk judges: an opinion is void as soon as the digest of one of these is another (design §2).
JUDGES: dict[str, frozenset[Aspect]] = {
    Desk.DIVISION_CHECK: frozenset({Aspect.CONTENT, Aspect.ROUTING}),
    Desk.DISCLOSURE_CHECK: frozenset({Aspect.CONTENT, Aspect.DECISION, Aspect.ROUTING}),
    Desk.CONFIDENTIALITY_OFFICER: frozenset({Aspect.CONTENT, Aspect.PUBLIC, Aspect.PLAN}),
    Desk.CONFIDENTIALITY_HEAD: frozenset({Aspect.CONTENT, Aspect.PUBLIC, Aspect.PLAN}),
    Desk.CONFIDENTIALITY_LEADER: frozenset({Aspect.CONTENT, Aspect.PUBLIC, Aspect.PLAN}),
    Desk.INTERPRETATION_COSIGN: frozenset({Aspect.CONTENT, Aspect.PLAN}),
    Desk.LEGALITY_REVIEW: frozenset({Aspect.CONTENT}),
    Desk.DEPARTMENT_COSIGN: frozenset({Aspect.CONTENT}),
    Desk.OFFICE_CHECK: frozenset({Aspect.CONTENT, Aspect.PUBLIC, Aspect.DECISION, Aspect.ROUTING, Aspect.PLAN}),
    Desk.SIGN: frozenset({Aspect.CONTENT, Aspect.PUBLIC, Aspect.DECISION, Aspect.ROUTING}),
}


class Verdict(models.TextChoices):
    """What a desk may decide. A return is not a verdict but a row of its own (Return)."""

    AGREE = "agree", "同意"
    DISAGREE = "disagree", "不同意"
    CONDITIONAL = "conditional", "同意，但须按意见修改"
    MAY_PUBLISH = "may_publish", "可以公开"
    NOT_PUBLIC = "not_public", "不宜公开"
    CANNOT_DETERMINE = "cannot_determine", "无法确定，报上级"
    AFTER_REDACTION = "after_redaction", "区分处理后可以公开"
    MUST_CLASSIFY = "must_classify", "应当定密，终止在本系统办理"


class ReturnReason(models.TextChoices):
    """退回原因 (R54)."""

    ATTRIBUTE = "attribute", "公开属性未明确或理由不合法"
    SECRECY = "secrecy", "内容须区分处理或涉及不宜公开信息"
    PERSONAL = "personal", "含个人信息须处理"
    PLAN = "plan", "解读方案或舆情风险评估缺失、不完善"
    LAW = "law", "与法律法规政策不符"
    CONSULTATION = "consultation", "未与有关单位协商一致"
    FACTS = "facts", "事实、数据或引文有误"
    FORM = "form", "文种、格式或行文规则不符"
    WORDING = "wording", "文字表述须修改"
    WITHDRAWN = "withdrawn", "拟稿人撤回"
    OTHER = "other", "其他"


class Resume(models.TextChoices):
    """Where the work goes on after a return has been answered."""

    DIRECT = "direct", "修改后直接回到本环节（仅重审因修改而失效的意见）"
    THROUGH_ALL = "through_all", "修改后重新经过全部环节"


# The heads of the checklist of a confidentiality review (保密法 13, 64; 条例 14, 15; 个人信息保护法 28).
CHECKLIST = {
    "no_state_secret": "不含国家秘密事项，未引用涉密文件内容（保守国家秘密法第13条）",
    "no_work_secret": "不含工作秘密（保守国家秘密法第64条）",
    "no_threat": "公开后不危及国家安全、公共安全、经济安全、社会稳定（条例第14条）",
    "no_third_party": "不含商业秘密、个人隐私，或已取得同意（条例第15条）",
    "no_personal": "个人信息已作去标识化处理或有法定依据（个人信息保护法第13、28条）",
    "no_aggregation": "与已公开信息汇聚关联后不致泄密（保守国家秘密法第36条）",
}


class Taken(models.TextChoices):
    """What became of a comment of the news office."""

    TAKEN = "taken", "采纳"
    NOT_TAKEN = "not_taken", "未采纳"


class Severity(models.TextChoices):
    """How grave a finding is; only 可公开 needs no answer."""

    BLOCK = "block", "须处理"
    WARN = "warn", "请核对"
    INFO = "info", "可公开"


class Outcome(models.TextChoices):
    """How a finding is disposed of."""

    KEEP = "keep", "保留"
    REDACT = "redact", "区分处理"
    REOPEN = "reopen", "重新处理"


class KeepReason(models.TextChoices):
    """Why what was found may be public (个人信息保护法 13; 条例 15, 20; 国办发〔2018〕23号)."""

    OFFICIAL = "official", "履行公务人员的姓名、职务或办公联系方式（条例第20条）"
    LAW = "law", "法律、行政法规规定应当公开（个人信息保护法第13条第三项）"
    CONSENT = "consent", "本人或监护人已单独同意（个人信息保护法第25、29、31条）"
    PUBLISHED = "published", "本人自行公开或已合法公开（个人信息保护法第27条）"
    FALSE_HIT = "false_hit", "误报：不是个人信息或敏感事项"


class Reach(models.TextChoices):
    """How far a redaction goes beyond the chosen place."""

    EVERYWHERE = "everywhere", "相同文字在全文一并处理"
    HERE = "here", "只处理勾选的各处"
    TABLE = "table", "所在表格整表处理"


class Consulted(models.TextChoices):
    """Who is consulted before publication, and by which article."""

    THIRD_PARTY = "third_party", "第三方"
    CO_PRODUCER = "co_producer", "共同制作机关"
    OTHER_AGENCY = "other_agency", "涉及的其他机关"


class ConsultStep(models.TextChoices):
    """What may happen to a consultation."""

    OPENED = "opened", "提出征求意见"
    RECEIVED = "received", "送达"
    ANSWERED = "answered", "答复"
    DECIDED = "decided", "本机关决定"
    TOLD = "told", "书面告知"
    WAIVED = "waived", "说明不再征求"
    CANCELLED = "cancelled", "撤销"


class Reply(models.TextChoices):
    """What whoever was consulted says; silence is no answer and is never recorded as one."""

    CONSENTS = "consents", "同意公开"
    OBJECTS = "objects", "不同意公开"


class Ruling(models.TextChoices):
    """What the office decides after an objection or after silence (条例15、32、37)."""

    PUBLISH = "publish", "因公共利益决定公开"
    REDACT = "redact", "区分处理后公开"
    WITHHOLD = "withhold", "不予公开"


# The tick of the disclosure desk that withholding what art. 20 makes public was confirmed by it too (R7).
CONFIRMED_WITHHOLDING = "withholding_confirmed"

# The tick of the confidentiality officer that what the scanner warns of in plan and materials was looked at (R26).
PLAN_WARNINGS_SEEN = "plan_warnings_seen"
