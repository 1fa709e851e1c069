"""Rules 10, 14, 16, 21, 23, 24, 27, 30, 33, 35 to 37, 39, 40, 50 of a release: predicates over publication.facts."""

from common.rules import Effect, rule
from documents.facts import DocumentFacts
from interpretation.choices import Channel
from portal.choices import Validity
from publication.choices import KINDS_OF, CheckFailure, RetractionKind
from publication.facts import (
    ChangeFacts,
    CopyFacts,
    EndingFacts,
    OwnershipFacts,
    PlacementFacts,
    ReleaseFacts,
    SupplyFacts,
    TermFacts,
    TimingFacts,
)
from publication.normative.choices import ValidityAct
from publication.normative.terms import longest_years, validity_on

REGULATION = "政府信息公开条例"
GOING_OUT = ("release", "publish", "correct")
RELEASING = ("publish", "correct")
ENDING = ("retract", "correct", "end_listing")
PROPOSING_END = ("propose_ending", "propose_listing_end", *ENDING)
CHANGING_BY_ANOTHER = ("change_validity", "change_listing")
CHANGING = ("propose_validity", "propose_listing_change", *CHANGING_BY_ANOTHER)
TIMING = ("release", "reschedule")


@rule(
    16,
    basis="先审查、后公开（保守国家秘密法实施条例第42条）",
    sentence="公开文本须与审查通过的内容一致并通过发布前核验",
    facts=CopyFacts,
    acts=GOING_OUT,
)
def copy_is_what_was_reviewed(copy: CopyFacts) -> bool:
    """Test if the copy was verified to yield exactly the digest of the present content."""
    return copy.is_verified and bool(copy.content_sm3) and copy.copy_content_sm3 == copy.content_sm3


@rule(
    10,
    basis="GB/T 9704-2012 7.3.6",
    sentence="公开文本的附注须与公开属性一致",
    facts=CopyFacts,
    acts=GOING_OUT,
)
def copy_bears_the_note(copy: CopyFacts) -> bool:
    """Test if the closing note on the copy is the one derived from the attribute."""
    return bool(copy.closing_note) and copy.copy_closing_note == copy.closing_note


@rule(
    50,
    basis="党政机关公文处理工作条例第25条第二项",
    sentence="公开文本须载有现行发文字号，成文日期等要素与登记一致；登记有变动的须重新排版",
    facts=CopyFacts,
    acts=GOING_OUT,
)
def copy_bears_the_registration(copy: CopyFacts) -> bool:
    """Test if number and all other elements on the copy are those of the registration."""
    return bool(copy.number_text) and copy.copy_number_text == copy.number_text and copy.bears_elements


@rule(
    14,
    basis="保守国家秘密法第31条第三项；GB/T 9704-2012 7.2.1、7.2.2",
    sentence="本系统不得生成份号、密级等涉密公文要素，公开文本须经核验不带密级标志",
    facts=CopyFacts,
    acts=GOING_OUT,
)
def copy_bears_no_level(copy: CopyFacts) -> bool:
    """Test that the final check found no 密级 mark on the copy that was typeset here."""
    return copy.failure != CheckFailure.CLASSIFIED_MARK


@rule(
    21,
    basis=f"{REGULATION}第26条；本机关规定",
    sentence="本件定有不早于公开的时间，未到时间不得公开",
    facts=TimingFacts,
    acts=(*TIMING, "let_out"),
    field="release_at",
)
def embargo_is_kept(timing: TimingFacts) -> bool:
    """Test if the release is not before the moment that the document names."""
    return timing.not_before is None or timing.release_at >= timing.not_before


@rule(
    21,
    basis=f"{REGULATION}第26条",
    sentence="定时公开晚于法定期限的，须写明理由",
    facts=TimingFacts,
    acts=TIMING,
    field="late_reason",
)
def late_schedule_says_why(timing: TimingFacts) -> bool:
    """Test if a release that is put off beyond the legal deadline says why."""
    return not _is_put_off_too_long(timing) or bool(timing.late_reason.strip())


@rule(
    21,
    basis=f"{REGULATION}第26条",
    effect=Effect.WARN,
    sentence="定时公开的时间晚于法定期限",
    facts=TimingFacts,
    acts=TIMING,
    field="release_at",
)
def schedule_is_within_the_limit(timing: TimingFacts) -> bool:
    """Test if a chosen moment is not after the legal deadline."""
    return not _is_put_off_too_long(timing)


def _is_put_off_too_long(timing: TimingFacts) -> bool:
    return timing.is_scheduled and timing.due_on is not None and timing.day > timing.due_on


@rule(
    23,
    basis=f"{REGULATION}第10、11条",
    sentence="转发的他机关文件由制作机关公开；公开前须登记其已公开的网址，或者其同意公开的函",
    facts=OwnershipFacts,
    acts=("release", "let_out"),
)
def maker_has_published_or_consented(ownership: OwnershipFacts) -> bool:
    """Test if a forwarded document of another agency is public there already, or the agency consented."""
    return not ownership.forwarded_from or ownership.has_consent


@rule(
    24,
    basis=f"{REGULATION}第10条",
    sentence="联合行文由牵头机关公开；由其他机关牵头的，本机关归存并登记其公开网址",
    facts=OwnershipFacts,
    acts=("release", "let_out"),
)
def only_the_lead_releases(ownership: OwnershipFacts) -> bool:
    """Test if no other agency leads the document."""
    return not ownership.led_by


@rule(
    27,
    basis="个人信息保护法第51条；国办发〔2018〕23号",
    sentence="公开文本不得含有修订、批注、隐藏文字、文档属性等不可见内容",
    facts=CopyFacts,
    acts=GOING_OUT,
)
def copy_hides_nothing(copy: CopyFacts) -> bool:
    """Test that the final check found nothing on the copy that its reader does not see."""
    return copy.failure != CheckFailure.HIDDEN_CONTENT


@rule(
    30,
    basis=f"{REGULATION}第12条",
    sentence="公开须载明索引号、名称、内容概述、生成日期以及发文字号、发文机关、发布日期、有效性",
    facts=ReleaseFacts,
    acts=RELEASING,
    field="summary",
)
def has_the_catalogue_columns(release: ReleaseFacts) -> bool:
    """Test if the release carries every column of the statutory catalogue and of the local form."""
    texts = (release.index_number, release.title, release.number_text, release.issuing_body, release.summary)
    dated = release.generated_on is not None and release.published_on is not None
    return all(text.strip() for text in texts) and dated and release.validity in Validity.values


@rule(
    33,
    basis="国办发〔2017〕47号；教办厅〔2017〕3号（十一）",
    sentence="政策性文件须与解读材料同步公开、相互链接",
    facts=ReleaseFacts,
    acts=RELEASING,
)
def carries_its_interpretation(release: ReleaseFacts) -> bool:
    """Test if a release that is due to be interpreted carries a plan with its material."""
    return not release.interpretation_due or release.has_material


@rule(
    35,
    basis=f"{REGULATION}第6、53条",
    sentence="撤下或更正须选定类别、写明原因和对公众的说明",
    facts=EndingFacts,
    acts=PROPOSING_END,
    field="reason",
)
def ending_says_why(ending: EndingFacts) -> bool:
    """Test if a retraction or correction has a kind of the list, a reason and words for the public."""
    known = ending.kind in RetractionKind.values
    return known and bool(ending.reason.strip()) and bool(ending.explanation.strip())


@rule(
    35,
    basis=f"{REGULATION}第6、53条",
    sentence="撤下、更正的类别须与办理相符；已并入或由其他文件接续的，须指明接续的文件",
    facts=EndingFacts,
    acts=PROPOSING_END,
    field="kind",
)
def ending_is_of_a_kind_that_fits(ending: EndingFacts) -> bool:
    """Test if the kind is one of the act's, and a merged document names its successor."""
    known = ending.kind in RetractionKind.values  # an unknown one is refused already
    fits = not known or not ending.act or ending.kind in KINDS_OF[ending.act]
    return fits and (ending.kind != RetractionKind.MERGED or ending.has_successor)


@rule(
    35,
    basis=f"{REGULATION}第6、53条",
    sentence="撤下或更正须经办理人以外、有签发权的负责人批准",
    facts=EndingFacts,
    acts=ENDING,
    field="approver",
)
def ending_is_approved_by_another(ending: EndingFacts) -> bool:
    """Test if a leader other than the person who proposed it approves it."""
    return ending.approver_id is not None and ending.approver_may and ending.approver_id != ending.by_id


@rule(
    40,
    basis=f"{REGULATION}第23条",
    sentence="公开须登记发布渠道，至少一个",
    facts=ReleaseFacts,
    acts=RELEASING,
    field="channels",
)
def has_a_channel(release: ReleaseFacts) -> bool:
    """Test if at least one channel of the list is recorded."""
    return bool(release.channels) and set(release.channels) <= set(Channel.values)


@rule(
    40,
    basis=f"{REGULATION}第23条",
    sentence="政府公报、新闻媒体等方式公开的，须登记登载日期和登载处，日期在公开发布之后、今日以前",
    facts=PlacementFacts,
    acts=("note_placement",),
    field="appeared_on",
)
def placement_says_where_and_when(placement: PlacementFacts) -> bool:
    """Test if a manner other than the portal names a day from the release until today, and the place."""
    by_hand = placement.channel in Channel.values and placement.channel != Channel.PORTAL
    dated = placement.appeared_on is not None and placement.published_on <= placement.appeared_on <= placement.today
    return by_hand and dated and bool(placement.place.strip())


@rule(
    36,
    basis="国办发〔2018〕37号；各地行政规范性文件管理办法",
    sentence="行政规范性文件的有效期不超过五年；标题标明“试行”“暂行”的，不超过两年",
    facts=DocumentFacts,
    acts=("submit", "division_check", "disclosure_check", "office_check", "sign"),
    field="valid_years",
)
def term_keeps_the_limit(document: DocumentFacts) -> bool:
    """Test if a stated term of years is within the limit of its kind; a document that is not normative has none."""
    if document.valid_years is None:
        return True
    return document.is_normative and document.valid_years <= longest_years(document.title)


@rule(
    36,
    basis="国办发〔2018〕37号；各地行政规范性文件管理办法",
    effect=Effect.COMPUTE,
    sentence="规范性文件有效期届满，页面即显示失效；届满前六个月提醒起草单位评估",
    facts=TermFacts,
    acts=("show_validity",),
)
def page_shows_the_validity(term: TermFacts) -> bool:
    """Test if the page says what the document is worth on the day, its term and what was approved considered."""
    return term.shown == validity_on(term)


@rule(
    36,
    basis="国办发〔2018〕37号；各地行政规范性文件管理办法",
    sentence="延长后的有效期须晚于原有效期，自延长之日起不超过五年（试行、暂行的不超过两年）",
    facts=ChangeFacts,
    acts=CHANGING,
    field="until",
)
def extension_keeps_the_limit(change: ChangeFacts) -> bool:
    """Test if an extension has an end within the longest term that begins on its day; other acts have none."""
    if change.act != ValidityAct.EXTEND:
        return change.until is None
    return change.until is not None and change.longest is not None and change.until <= change.longest


@rule(
    37,
    basis="党政机关公文处理工作条例第33条",
    sentence="撤销的公文自始无效，废止的公文自废止之日起失效；有效性变动须写明依据的文件",
    facts=ChangeFacts,
    acts=CHANGING,
    field="instrument",
)
def change_has_its_instrument(change: ChangeFacts) -> bool:
    """Test if the change is one of the list and names the document that ordered it."""
    return change.act in ValidityAct.values and bool(change.instrument.strip())


@rule(
    37,
    basis="党政机关公文处理工作条例第33条",
    sentence="有效性变动须由提出人以外的负责人批准",
    facts=ChangeFacts,
    acts=CHANGING_BY_ANOTHER,
    field="approver",
)
def change_is_approved_by_another(change: ChangeFacts) -> bool:
    """Test if somebody else than its proposer approves the change."""
    return change.approver_id is not None and change.approver_id != change.proposer_id


@rule(
    39,
    basis=f"{REGULATION}第25条",
    effect=Effect.COMPUTE,
    sentence="主动公开的文件须向国家档案馆、公共图书馆移送，清单列全该时段公开的文件",
    facts=SupplyFacts,
    acts=("make_supply",),
)
def supply_lists_everything(supply: SupplyFacts) -> bool:
    """Test if the list holds every release of the period."""
    return supply.listed == supply.published
