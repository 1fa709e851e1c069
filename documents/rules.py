"""Rules 1-13, 38, 41-46, 50-52: pure predicates over documents.facts (legal basis in each registration)."""

import re

from common.rules import Effect, rule
from documents.choices import DISCRETIONARY_GROUNDS, HARD_GROUNDS, Attribute, Direction, Genre, Ground, Stage, Status
from documents.comparison.substance import Nature
from documents.facts import (
    DecisionFacts,
    DocumentFacts,
    MarkFacts,
    PersonFacts,
    RegistrationFacts,
    SignatureFacts,
    VoidFacts,
)
from documents.traits import PERSON_TITLE, SUBORDINATE

OPINION_80 = "国办发〔2016〕80号 一(一)"
REGULATION = "政府信息公开条例"
HANDLING = "党政机关公文处理工作条例"
FORMAT = "GB/T 9704-2012"

GOVERNMENT = re.compile(r"人民政府")
STRICT_NUMBER = re.compile(r"^([一-龥A-Za-z（）]{1,24}?〔(19|20)\d{2}〕[1-9]\d{0,4}号|[一-龥]{1,12}第[1-9]\d{0,4}号)$")
HEADS_OF_ARTICLE_20 = frozenset({Genre.ANNOUNCEMENT, Genre.PUBLIC_NOTICE, Genre.COMMUNIQUE, Genre.ORDER})

DECIDE = ("decide", "submit", "sign")
GATES_AFTER_DRAFT = ("submit", "division_check", "disclosure_check", "office_check", "sign")


# --- disclosure decision -------------------------------------------------------------------------


@rule(1, basis=OPINION_80, sentence="必须且只能选定一种公开属性，不设默认值", facts=DocumentFacts,
      acts=GATES_AFTER_DRAFT, field="attribute")  # fmt: skip
def has_one_attribute(document: DocumentFacts) -> bool:
    """Test if exactly one 公开属性 is decided."""
    return document.decision is not None and document.decision.attribute in Attribute.values


@rule(2, basis=f"{OPINION_80}；{REGULATION}第13至16条", sentence="依申请公开或不予公开必须选定理由并写明说明",
      facts=DecisionFacts, acts=DECIDE, field="ground")  # fmt: skip
def has_ground_and_reason(decision: DecisionFacts) -> bool:
    """Test if a decision that is not proactive carries a ground of the list and a reason in words."""
    if decision.attribute == Attribute.PROACTIVE:
        return True
    return decision.ground in Ground.values and bool(decision.reason.strip())


@rule(
    2,
    basis=f"{REGULATION}第14、15条；教办厅〔2017〕3号（十六）",
    sentence="依据第十四、十五条不公开的，必须引用现行负面清单条目",
    facts=DecisionFacts,
    acts=DECIDE,
    field="entry",
)
def hard_ground_cites_the_negative_list(decision: DecisionFacts) -> bool:
    """Test if a ground of arts. 14, 15 cites an entry of the negative list that is in force."""
    if decision.attribute == Attribute.PROACTIVE or decision.ground not in HARD_GROUNDS:
        return True
    return decision.cites_entry and decision.entry_in_force


def has_lawful_ground(document: DocumentFacts) -> bool:
    """Test rule 2 on the document's present decision."""
    decision = document.decision
    return decision is not None and has_ground_and_reason(decision) and hard_ground_cites_the_negative_list(decision)


@rule(3, basis=f"{REGULATION}第16条", effect=Effect.WARN,
      sentence="第十六条属于可以不公开的情形，请声明无法律、法规、规章要求公开", facts=DecisionFacts, acts=DECIDE,
      field="no_duty_stated")  # fmt: skip
def discretion_is_stated(decision: DecisionFacts) -> bool:
    """Test if a discretionary ground comes with the drafter's statement that nothing obliges publication."""
    if decision.attribute == Attribute.PROACTIVE or decision.ground not in DISCRETIONARY_GROUNDS:
        return True
    return decision.no_duty_stated


@rule(5, basis=OPINION_80, effect=Effect.RETURN, sentence="公开属性建议不明确或理由不合法，应予退文",
      facts=DocumentFacts, acts=("division_check", "disclosure_check", "office_check"), field="attribute")  # fmt: skip
def attribute_proposal_is_lawful(document: DocumentFacts) -> bool:
    """Test if the proposal that came in has an attribute with, where due, a lawful reason."""
    return has_one_attribute(document) and has_lawful_ground(document)


@rule(6, basis=f"{REGULATION}第20条第一项；国办发〔2018〕37号", sentence="行政规范性文件必须主动公开",
      facts=DecisionFacts, acts=DECIDE, field="attribute")  # fmt: skip
def normative_document_is_proactive(decision: DecisionFacts) -> bool:
    """Test if a normative document is decided 主动公开."""
    return not decision.is_normative or decision.attribute == Attribute.PROACTIVE


@rule(7, basis=f"{REGULATION}第19至21条", effect=Effect.WARN,
      sentence="内容可能属于第二十条应当主动公开的事项，不主动公开须再次确认", facts=DecisionFacts, acts=DECIDE,
      field="confirmed")  # fmt: skip
def withholding_what_is_due_is_confirmed(decision: DecisionFacts) -> bool:
    """Test if the drafter confirmed that what art. 20 makes public is to be withheld."""
    return not withholds_what_is_due(decision) or decision.confirmed


def withholds_what_is_due(decision: DecisionFacts) -> bool:
    """Test if a decision that is not proactive is about what falls under art. 20 by its kind."""
    due = decision.is_policy or decision.is_major or decision.genre in HEADS_OF_ARTICLE_20
    return decision.attribute in {Attribute.ON_REQUEST, Attribute.WITHHELD} and due


@rule(8, basis=f"{HANDLING}第25条第一项", sentence="签发后公开属性有变动，须由原签发人重新签发",
      facts=DocumentFacts, acts=("register", "publish", "file", "reopen_disclosure"))  # fmt: skip
def signature_covers_decision(document: DocumentFacts) -> bool:
    """Test if the signature names the digest of the present disclosure decision."""
    return bool(document.decision_sm3) and document.signed_decision_sm3 == document.decision_sm3


@rule(9, basis=f"{HANDLING}第22、25条", sentence="签发后内容有变动，签发意见不再有效，须重新签发",
      facts=DocumentFacts, acts=("register", "publish", "file", "reopen_disclosure"))  # fmt: skip
def signature_covers_version(document: DocumentFacts) -> bool:
    """Test if the signature names the digests of the present version and of the present public text."""
    signed = (document.signed_content_sm3, document.signed_public_sm3)
    return bool(document.content_sm3) and signed == (document.content_sm3, document.public_sm3)


@rule(9, basis=f"{HANDLING}第22、25条", sentence="签发后文种、主送等要素有变动，须重新签发",
      facts=DocumentFacts, acts=("register",))  # fmt: skip
def signature_covers_routing(document: DocumentFacts) -> bool:
    """Test if the signature names the digest of the present routing elements."""
    return document.signed_routing_sm3 == document.routing_sm3


@rule(10, basis=f"{FORMAT} 7.3.6", effect=Effect.WARN,
      sentence="原稿附注与所选公开属性不一致，印发时将按公开属性重新生成附注", facts=DocumentFacts, acts=("submit",),
      field="attribute")  # fmt: skip
def draft_note_agrees(document: DocumentFacts) -> bool:
    """Test if the note that the draft bears, if any, says the same as the attribute."""
    return not document.draft_note or not document.decision or document.draft_note == document.decision.attribute


@rule(10, basis=f"{FORMAT} 7.3.6", sentence="印发的附注必须由公开属性生成", facts=DocumentFacts,
      acts=("register", "publish", "file"))  # fmt: skip
def closing_note_follows_the_attribute(document: DocumentFacts) -> bool:
    """Test if there is a note derived from the attribute to print."""
    return bool(document.closing_note)


@rule(12, basis="保守国家秘密法第31条第三项", sentence="属于国家秘密的文件不得在本系统办理，请改用涉密渠道",
      facts=DecisionFacts, acts=DECIDE, field="ground")  # fmt: skip
def is_not_a_state_secret(decision: DecisionFacts) -> bool:
    """Test that nobody keeps here what is proposed as a state secret."""
    return decision.ground != Ground.STATE_SECRET


@rule(38, basis=f"{REGULATION}第18条；教办厅〔2017〕3号（二十）", effect=Effect.COMPUTE,
      sentence="不主动公开的文件必须有下次评估日期", facts=DocumentFacts, acts=("file",))  # fmt: skip
def has_a_review_date(document: DocumentFacts) -> bool:
    """Test if a document that is not proactive has the date of its yearly review."""
    return is_proactive(document) or document.next_review_on is not None


@rule(1, basis="教办厅〔2017〕3号（十五）；国办发〔2016〕80号", sentence="请至少标注五公开中的一个环节",
      facts=DecisionFacts, acts=DECIDE, field="stages")  # fmt: skip
def has_a_disclosure_stage(decision: DecisionFacts) -> bool:
    """Test if at least one of the five disclosures is tagged, and no unknown one."""
    return bool(decision.stages) and set(decision.stages) <= set(Stage.values)


def is_proactive(document: DocumentFacts) -> bool:
    """Test if the document is decided 主动公开."""
    return document.decision is not None and document.decision.attribute == Attribute.PROACTIVE


def is_not_proactive(document: DocumentFacts) -> bool:
    """Test if the document is decided 依申请公开 or 不予公开."""
    return document.decision is not None and document.decision.attribute != Attribute.PROACTIVE


def is_released_here(document: DocumentFacts) -> bool:
    """Test if the document is decided 主动公开 and no other agency leads it (R24)."""
    return is_proactive(document) and not document.led_by


def is_not_released_here(document: DocumentFacts) -> bool:
    """Test if the document is not proactive, or another agency that leads it releases it (R24)."""
    return is_not_proactive(document) or (is_proactive(document) and bool(document.led_by))


# --- form and routing ----------------------------------------------------------------------------


@rule(12, basis="保守国家秘密法第31条第三项", sentence="没有可办理的正文（内容为空或已清除）", facts=DocumentFacts,
      acts=("submit",), field="file")  # fmt: skip
def has_a_text(document: DocumentFacts) -> bool:
    """Test if there is a version with a text that was not erased."""
    return bool(document.content_sm3) and document.has_text


@rule(12, basis="保守国家秘密法第31条第三项", sentence="带有密级标志的文件、文字不得存入本系统，请改用涉密渠道",
      facts=MarkFacts, acts=("take_in",))  # fmt: skip
def bears_no_level(marks: MarkFacts) -> bool:
    """Test that what comes in bears no 密级 mark; files are asked by documents.docx.examining.marks."""
    return not marks.marked


@rule(13, basis="保守国家秘密法第22条", sentence="不属于国家秘密的事项（工作秘密、内部、敏感等）不得标注★",
      facts=MarkFacts, acts=("take_in",))  # fmt: skip
def star_is_kept_for_state_secrets(marks: MarkFacts) -> bool:
    """Test that the star of state secrets stands on nothing else."""
    return not marks.misused


@rule(41, basis=f"{HANDLING}第8条", sentence="文种必须是十五种之一", facts=DocumentFacts, acts=GATES_AFTER_DRAFT,
      field="genre")  # fmt: skip
def genre_is_known(document: DocumentFacts) -> bool:
    """Test if the genre is one of the 15."""
    return document.genre in Genre.values


@rule(41, basis=f"{HANDLING}第9条", effect=Effect.WARN, sentence="标题应当以文种结尾", facts=DocumentFacts,
      acts=("submit", "division_check", "office_check"), field="title")  # fmt: skip
def title_ends_with_genre(document: DocumentFacts) -> bool:
    """Test if the title ends with the genre; an order's title may end with 令."""
    endings = ("令",) if document.genre == Genre.ORDER else (document.genre,)
    return document.title.rstrip("）)").endswith(endings) or "（试行" in document.title


@rule(42, basis=f"{HANDLING}第15条第一项", sentence="请示只能有一个主送机关", facts=DocumentFacts,
      acts=GATES_AFTER_DRAFT, field="addressees")  # fmt: skip
def request_has_one_addressee(document: DocumentFacts) -> bool:
    """Test if a 请示 has exactly one addressee."""
    return document.genre != Genre.REQUEST or len(document.addressees) == 1


@rule(42, basis=f"{HANDLING}第15条第一项", sentence="请示不得抄送下级机关", facts=DocumentFacts,
      acts=GATES_AFTER_DRAFT, field="copies_to")  # fmt: skip
def request_is_not_copied_downward(document: DocumentFacts) -> bool:
    """Test that a 请示 is not copied to subordinates."""
    return document.genre != Genre.REQUEST or not any(SUBORDINATE.search(name) for name in document.copies_to)


@rule(42, basis=f"{HANDLING}第15条第四项", effect=Effect.WARN, sentence="请示应当一文一事，文中有多处请示用语",
      facts=DocumentFacts, acts=("submit", "division_check", "office_check"))  # fmt: skip
def request_has_one_matter(document: DocumentFacts) -> bool:
    """Test if a 请示 has at most one request phrase."""
    return document.genre != Genre.REQUEST or document.asks <= 1


@rule(43, basis=f"{HANDLING}第15条第四项", effect=Effect.WARN, sentence="非请示公文不得夹带请示事项",
      facts=DocumentFacts, acts=("submit", "division_check", "office_check"))  # fmt: skip
def only_requests_ask(document: DocumentFacts) -> bool:
    """Test that no genre but 请示 (and 函, which may ask) carries a request phrase."""
    return document.genre in {Genre.REQUEST, Genre.LETTER} or document.asks == 0


@rule(
    43,
    basis=f"{HANDLING}第15条第四项",
    sentence="报告不得以“妥否，请批复”之类用语结尾，请改用请示或删去；确需保留须写行文说明",
    facts=DocumentFacts,
    acts=GATES_AFTER_DRAFT,
    field="statement",
)
def report_does_not_close_with_a_request(document: DocumentFacts) -> bool:
    """Test that a 报告 does not close with a request, unless a justification is stated."""
    if document.genre != Genre.REPORT or document.statement.strip():
        return True
    return not document.closes_asking


@rule(44, basis=f"{HANDLING}第9、22条", sentence="上行文须由主要负责人签发", facts=PersonFacts, acts=("sign_upward",))
def principal_signs_upward(person: PersonFacts) -> bool:
    """Test if the person who signs is the principal head or acts for that head."""
    return person.is_principal or person.acts_for_principal


@rule(45, basis=f"{HANDLING}第15条第五项", sentence="上行文不得主送领导者个人", facts=DocumentFacts,
      acts=GATES_AFTER_DRAFT, field="addressees")  # fmt: skip
def upward_is_not_addressed_to_a_person(document: DocumentFacts) -> bool:
    """Test that an upward document is not addressed to a person."""
    return document.direction != Direction.UP or not any(PERSON_TITLE.search(n) for n in document.addressees)


@rule(46, basis=f"{HANDLING}第17条", sentence="除办公厅（室）外，内设机构不得对外正式行文", facts=DocumentFacts,
      acts=GATES_AFTER_DRAFT, field="issuing_body")  # fmt: skip
def issuer_may_write_outward(document: DocumentFacts) -> bool:
    """Test if the issuing body is the organ itself or its General Office."""
    return document.issuer_is_outward


@rule(47, basis=f"{HANDLING}第16条第二项", effect=Effect.WARN,
      sentence="部门不得向下级政府下达指令性公文；经政府同意的，须在文中注明", facts=DocumentFacts,
      acts=("submit", "office_check"), field="addressees")  # fmt: skip
def no_orders_to_lower_governments(document: DocumentFacts) -> bool:
    """Test that a downward document with directives to a government states the consent."""
    directs = document.directs and any(GOVERNMENT.search(name) for name in document.addressees)
    return document.direction != Direction.DOWN or not directs or document.states_consent


@rule(50, basis=f"{HANDLING}第25条第二项；{FORMAT} 7.2.5", sentence="发文字号须在登记环节编定且格式规范",
      facts=DocumentFacts, acts=("publish", "file"))  # fmt: skip
def number_is_strict(document: DocumentFacts) -> bool:
    """Test if the number has the strict form 代字〔年〕序号 or that of an order."""
    return bool(STRICT_NUMBER.match(document.number_text))


@rule(50, basis=f"{HANDLING}第25条第二项", sentence="须先选定启用中的发文代字", facts=RegistrationFacts,
      acts=("register",), field="series")  # fmt: skip
def series_is_chosen(registration: RegistrationFacts) -> bool:
    """Test if a series in use is chosen for the number."""
    return registration.series_active


@rule(50, basis=f"{HANDLING}第25条第二项", sentence="只有已登记编号、尚未公开或归存的公文可以作废字号、重新编号",
      facts=VoidFacts, acts=("renumber",))  # fmt: skip
def number_may_become_void(void: VoidFacts) -> bool:
    """Test if the document bears a number and is neither public nor on file."""
    return void.has_number and void.status == Status.ISSUED


@rule(50, basis=f"{HANDLING}第25条第二项", sentence="作废字号须写明原因；作废的字号连同原因留在发文登记簿，不再使用",
      facts=VoidFacts, acts=("renumber",), field="reason")  # fmt: skip
def void_number_says_why(void: VoidFacts) -> bool:
    """Test if the reason is given in words."""
    return bool(void.reason.strip())


@rule(50, basis=f"{HANDLING}第25条第二项；{FORMAT} 7.2.5", sentence="新字号须在启用中的发文代字内连续编定",
      facts=VoidFacts, acts=("renumber",), field="series")  # fmt: skip
def next_number_has_a_series(void: VoidFacts) -> bool:
    """Test if a series in use is chosen for the next number."""
    return void.series_active


@rule(51, basis=f"{HANDLING}第25条第一项", sentence="签发后作了实质性修改，须由原签发人复审签发",
      facts=SignatureFacts, acts=("sign",))  # fmt: skip
def substance_returns_to_its_signatory(signature: SignatureFacts) -> bool:
    """Test that what changed in substance since a signature is signed again by whoever signed it, while that can be."""
    if signature.change != Nature.SUBSTANTIVE:
        return True
    return signature.by_original or not signature.original_may_sign


@rule(52, basis=f"{HANDLING}第9条第十二项", sentence="成文日期应为签发（或会议通过）日期，不得早于签发、晚于今日",
      facts=RegistrationFacts, acts=("register",), field="issued_on")  # fmt: skip
def date_is_plausible(registration: RegistrationFacts) -> bool:
    """Test if the date of the document is the signature's day or later (joint issue), never in the future."""
    if registration.issued_on is None or registration.signed_on is None:
        return False
    return registration.signed_on <= registration.issued_on <= registration.today
