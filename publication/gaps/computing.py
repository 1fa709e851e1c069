"""The gap of each series and year from the numbers that were given and those that the public sees; pure.

An outside researcher knows only the portal: the highest number seen, less the numbers seen, is the visible gap.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import TextChoices

from documents.choices import Attribute, Status


class Kind(TextChoices):
    """Why a number has no public document."""

    WITHHELD = "withheld", "不予公开"
    ON_REQUEST = "on_request", "依申请公开"
    VOID = "void", "字号作废"
    LED = "led", "牵头机关公开"
    RETRACTED = "retracted", "已撤下"
    OVERDUE = "overdue", "超期未公开"
    PENDING = "pending", "未到期"
    UNRECORDED = "unrecorded", "登记簿无记载"


@dataclass(frozen=True, slots=True, order=True)
class Series:
    """Code letters and year; year 0: the numbers run on across the years (orders)."""

    letters: str
    year: int

    def number(self, serial: int) -> str:
        """Return the number written out."""
        year = f"〔{self.year}〕" if self.year else "第"
        return f"{self.letters}{year}{serial}号"


@dataclass(frozen=True, slots=True)
class Given:
    """One number that the office gave, and why its document is not public if it is not."""

    series: Series
    serial: int
    kind: Kind
    document_id: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One number on the portal; not live: only the tombstone is left."""

    series: Series
    serial: int
    is_live: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """One number without a public document; `document_id` is 0 where the office's register has none."""

    serial: int
    kind: Kind
    document_id: int = 0


@dataclass(slots=True)
class SeriesGap:
    """One series of one year: the public serials, and what is known of the others."""

    series: Series
    public: set[int] = field(default_factory=set)
    others: dict[int, Gap] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """Return the highest number that was given or seen."""
        return max(self.last_seen, *self.others, 0)

    @property
    def last_seen(self) -> int:
        """Return the highest number that the public sees."""
        return max(self.public, default=0)

    @property
    def visible(self) -> int:
        """Return the gap that the portal itself shows: numbers below the highest one seen that are not there."""
        return self.last_seen - len(self.public)

    @property
    def missing(self) -> int:
        """Return how many numbers have no public document."""
        return self.last - len(self.public)

    @property
    def counts(self) -> dict[Kind, int]:
        """Return how many numbers are missing for each reason, in the order of Kind."""
        known = Counter(gap.kind for gap in self.others.values())
        known[Kind.UNRECORDED] += self.missing - len(self.others)
        return {kind: known[kind] for kind in Kind}

    def gaps(self, kind: str = "") -> Iterator[Gap]:
        """Yield the missing numbers in order; `kind` leaves only those of one reason."""
        for serial in range(1, self.last + 1):
            if serial not in self.public:
                gap = self.others.get(serial) or Gap(serial, Kind.UNRECORDED)
                if not kind or gap.kind == kind:
                    yield gap


def report(given: Iterable[Given], shown: Iterable[Shown]) -> list[SeriesGap]:
    """Return the gap of every series and year, the newest year first, by code letters."""
    found: dict[Series, SeriesGap] = {}
    for number in shown:
        entry = found.setdefault(number.series, SeriesGap(number.series))
        if number.is_live:
            entry.public.add(number.serial)
        else:
            entry.others[number.serial] = Gap(number.serial, Kind.RETRACTED)
    for each in given:
        entry = found.setdefault(each.series, SeriesGap(each.series))
        entry.others[each.serial] = Gap(each.serial, each.kind, each.document_id)
    for entry in found.values():
        entry.others = {serial: gap for serial, gap in entry.others.items() if serial not in entry.public}
    return sorted(found.values(), key=lambda entry: (-entry.series.year, entry.series.letters))


def kind_of(*, is_void: bool, status: str, attribute: str, is_late: bool) -> Kind:
    """Return why the document of a number is not public, if it is not; `is_late` tells pending from overdue."""
    if is_void:
        return Kind.VOID
    if attribute in (Attribute.WITHHELD, Attribute.ON_REQUEST):
        return Kind(attribute)
    if status == Status.FILED:  # proactive and filed unpublished: only what others lead (R24)
        return Kind.LED
    if status == Status.RETRACTED:
        return Kind.RETRACTED
    return Kind.OVERDUE if is_late else Kind.PENDING
