"""What the scanner finds: the kinds of regulations §10.1 with their label, legal basis and advice."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from review.scanner.severity import Severity
from review.scanner.terms import Term, TermKind

PERSONAL = "个人信息保护法第13、25条；国办发〔2018〕23号"
SENSITIVE = "个人信息保护法第28至30条"
MINORS = "个人信息保护法第28、31条；未成年人保护法第103条"
OFFICE = "政府信息公开条例第20条第二项"
WORK_SECRETS = "保守国家秘密法第22、64条"


class Kind(StrEnum):
    """A kind of personal information, or a mark that says a text is not for the public."""

    ID_CARD = "id_card"
    OLD_ID_CARD = "old_id_card"
    STUDENT_NUMBER = "student_number"
    EXAM_NUMBER = "exam_number"
    BANK_CARD = "bank_card"
    MOBILE = "mobile"
    LANDLINE = "landline"
    EMAIL = "email"
    PASSPORT = "passport"
    TRAVEL_PERMIT = "travel_permit"
    MILITARY_ID = "military_id"
    PLATE = "plate"
    MESSENGER = "messenger"
    IP_ADDRESS = "ip_address"
    ADDRESS = "address"
    NAME = "name"
    MINOR = "minor"
    SENSITIVE = "sensitive"
    WORK_SECRET_MARK = "work_secret_mark"  # noqa: S105  no password

    @property
    def label(self) -> str:
        """Return the name of the kind on screen."""
        return FACTS[self].label

    @property
    def basis(self) -> str:
        """Return why it must not simply be published."""
        return FACTS[self].basis

    @property
    def advice(self) -> str:
        """Return what the reviewer is advised to do."""
        return FACTS[self].advice


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said about a kind."""

    label: str
    basis: str
    advice: str


FACTS = {
    Kind.ID_CARD: Facts("居民身份证号", PERSONAL, "遮盖，只留首尾各两位"),
    Kind.OLD_ID_CARD: Facts("15位身份证号", PERSONAL, "遮盖，只留首尾各两位"),
    Kind.STUDENT_NUMBER: Facts("学籍号", MINORS, "删去"),
    Kind.EXAM_NUMBER: Facts("准考证号、学号等", PERSONAL, "删去"),
    Kind.BANK_CARD: Facts("银行卡号", SENSITIVE, "遮盖，只留末四位"),
    Kind.MOBILE: Facts("手机号码", PERSONAL, "遮盖中间四位，或改为办公电话"),
    Kind.LANDLINE: Facts("固定电话", OFFICE, "办公电话可以公开；住宅电话须删去"),
    Kind.EMAIL: Facts("电子邮箱", OFFICE, "办公邮箱可以公开；个人邮箱须删去"),
    Kind.PASSPORT: Facts("护照号", PERSONAL, "遮盖"),
    Kind.TRAVEL_PERMIT: Facts("通行证号", PERSONAL, "遮盖"),
    Kind.MILITARY_ID: Facts("军官证号", PERSONAL, "遮盖"),
    Kind.PLATE: Facts("车牌号", PERSONAL, "遮盖，只留首尾各两位"),
    Kind.MESSENGER: Facts("QQ、微信号", PERSONAL, "删去"),
    Kind.IP_ADDRESS: Facts("IP 地址", PERSONAL, "删去"),
    Kind.ADDRESS: Facts("住址", PERSONAL, "只写到区县或村"),
    Kind.NAME: Facts("个人姓名", PERSONAL, "只留姓氏；履行公务的工作人员姓名可以公开"),
    Kind.MINOR: Facts("未成年人信息", MINORS, "删去姓名和班级，须有第二名审查员复核"),
    Kind.SENSITIVE: Facts("健康、困难认定、成绩等敏感信息", SENSITIVE, "删去，须有第二名审查员复核"),
    Kind.WORK_SECRET_MARK: Facts("工作秘密标志", WORK_SECRETS, "不得公开；★只用于国家秘密，确属工作秘密的改为不予公开"),
}


SENSITIVE_KINDS = frozenset({Kind.STUDENT_NUMBER, Kind.BANK_CARD, Kind.MINOR, Kind.SENSITIVE})  # R28: a second reviewer
# Start, end, kind (None: recognised as harmless), severity and masked excerpt of what stands in one line.
Claim = tuple[int, int, Kind | None, Severity, str]


class Finding(NamedTuple):
    """One suspicion: kind, severity, place (of a Line), half-open span of characters in that line, masked excerpt.

    A hit of the negative list carries its term, and the term is its excerpt: a term is nobody's personal value.
    """

    kind: Kind | TermKind
    severity: Severity
    place: str
    start: int
    end: int
    masked: str
    term: Term | None = None

    @property
    def label(self) -> str:
        """Return what it is on screen."""
        return self.kind.label

    @property
    def basis(self) -> str:
        """Return why it must not simply be published: the entry's own basis where it is a term."""
        return self.term.basis if self.term and self.term.basis else self.kind.basis

    @property
    def advice(self) -> str:
        """Return what the reviewer is advised to do: the entry's own advice where it is a term."""
        return self.term.advice if self.term and self.term.advice else self.kind.advice
