"""Rules 4, 11, 15-19, 26, 28, 32, 48, 54, 60, 87: pure predicates over review.facts."""

from common.rules import rule
from documents.choices import Attribute
from review.choices import Desk, ReturnReason, Verdict
from review.facts import (
    ActorFacts,
    CommentFacts,
    FindingFacts,
    OpinionFacts,
    PlanScanFacts,
    ReturnFacts,
    ReviewFacts,
)

REGULATION = "政府信息公开条例"
SECRETS = "保守国家秘密法实施条例第42条"
CHAIN_DESKS = (Desk.CONFIDENTIALITY_OFFICER, Desk.CONFIDENTIALITY_HEAD, Desk.CONFIDENTIALITY_LEADER)
JUDGING_DESKS = (
    Desk.DIVISION_CHECK, Desk.DISCLOSURE_CHECK, *CHAIN_DESKS, Desk.INTERPRETATION_COSIGN,
    Desk.LEGALITY_REVIEW, Desk.DEPARTMENT_COSIGN, Desk.OFFICE_CHECK, Desk.SIGN,
)  # fmt: skip
SEPARATED_DESKS = (Desk.DIVISION_CHECK, Desk.DISCLOSURE_CHECK, *CHAIN_DESKS, Desk.SIGN)
IN_EMERGENCY = ("declare_emergency", "cosign_afterwards", "ratify_emergency", "refuse_emergency")
BEFORE_SIGNATURE = (Desk.OFFICE_CHECK, Desk.SIGN)
GOING_OUT = (Desk.SIGN, Desk.RELEASE, "publish")


@rule(4, basis="国办发〔2016〕80号 一(一)", sentence="政策性文件拟不予公开的，须先经政务公开工作机构审查同意",
      facts=ReviewFacts, acts=BEFORE_SIGNATURE)  # fmt: skip
def withheld_policy_passed_the_disclosure_desk(review: ReviewFacts) -> bool:
    """Test if a policy document that is to be withheld has the disclosure desk's consent."""
    return not review.is_policy or review.attribute != Attribute.WITHHELD or review.disclosure_agreed


@rule(11, basis=f"{REGULATION}第17条", sentence="公开属性须由拟稿人以外的政务公开审核员审核", facts=ReviewFacts,
      acts=BEFORE_SIGNATURE)  # fmt: skip
def attribute_was_reviewed(review: ReviewFacts) -> bool:
    """Test if the disclosure desk agreed to the attribute as it is now."""
    return review.disclosure_agreed


@rule(11, basis=f"{REGULATION}第17条", sentence="拟稿人及其代办人不得审核自己的公开属性", facts=ActorFacts,
      acts=(Desk.DISCLOSURE_CHECK,))  # fmt: skip
def attribute_reviewer_is_not_the_drafter(actor: ActorFacts) -> bool:
    """Test if whoever reviews the attribute did not make the draft and does not stand in for its maker."""
    return not actor.people & actor.makers


@rule(15, basis=f"保守国家秘密法第35条；{SECRETS}", sentence="本稿的保密审查尚未按审查链逐级完成", facts=ReviewFacts,
      acts=(Desk.OFFICE_CHECK, *GOING_OUT))  # fmt: skip
def confidentiality_chain_is_complete(review: ReviewFacts) -> bool:
    """Test if every level of the confidentiality review was answered on this content."""
    return review.chain_complete


@rule(
    15,
    basis=f"保守国家秘密法第35条；{SECRETS}",
    sentence="保密审查各级须为不同的人，且不得为拟稿人、改稿人或其代办人",
    facts=ReviewFacts,
    acts=GOING_OUT,
)
def confidentiality_people_are_distinct(review: ReviewFacts) -> bool:
    """Test if the persons of the chain are all distinct and none of them made the draft."""
    people = review.chain_people
    return len(set(people)) == len(people) and not review.makers & set(people)


@rule(15, basis=f"保守国家秘密法第35条；{SECRETS}", sentence="您已在本件保密审查的另一级出具意见，须由他人审查",
      facts=ActorFacts, acts=(*CHAIN_DESKS, "dispose"))  # fmt: skip
def nobody_reviews_twice(actor: ActorFacts) -> bool:
    """Test if whoever reviews now gave no other opinion of the chain."""
    return not actor.people & actor.chain_people


@rule(16, basis="先审查、后公开（实施条例第42条）", sentence="稿件在保密审查后有改动，须重新审查", facts=ReviewFacts,
      acts=GOING_OUT)  # fmt: skip
def review_covers_this_content(review: ReviewFacts) -> bool:
    """Test if there is a review that names the digest of the present content."""
    return review.has_content and bool(review.chain_desks)


@rule(17, basis=f"逐项审查（{SECRETS}）", sentence="保密审查须一事一审，逐项勾选审查事项后方可认定可以公开",
      facts=OpinionFacts, acts=CHAIN_DESKS, field="checklist")  # fmt: skip
def each_item_was_checked(opinion: OpinionFacts) -> bool:
    """Test if a favourable verdict comes with every head ticked, those of the document's topics too."""
    return opinion.verdict != Verdict.MAY_PUBLISH or opinion.checklist >= opinion.heads


@rule(18, basis=f"{REGULATION}第17条", sentence="保密审查意见为“无法确定”或未认定可以公开，不得公开", facts=ReviewFacts,
      acts=(Desk.OFFICE_CHECK, *GOING_OUT))  # fmt: skip
def doubt_was_resolved(review: ReviewFacts) -> bool:
    """Test if the last word of the chain fits the attribute; a doubt goes upward and blocks meanwhile."""
    return review.chain_favourable


@rule(
    18,
    basis=f"{REGULATION}第17条",
    sentence="领导无法确定的，须登记有关主管部门或保密行政管理部门的答复；答复可以公开的，方可认定可以公开",
    facts=OpinionFacts,
    acts=(Desk.CONFIDENTIALITY_LEADER,),
    field="verdict",
)
def ruling_follows_the_answer(opinion: OpinionFacts) -> bool:
    """Test if a leader who was in doubt lets a document out only as it was answered, and does not doubt twice."""
    if not opinion.doubted:
        return True
    if opinion.verdict == Verdict.MAY_PUBLISH:
        return opinion.answer == Verdict.MAY_PUBLISH
    return opinion.verdict != Verdict.CANNOT_DETERMINE or bool(opinion.answer)


@rule(19, basis=SECRETS, sentence="保密审查意见必须由审查人明示作出，逾期未答复不视为同意", facts=OpinionFacts,
      acts=CHAIN_DESKS, field="verdict")  # fmt: skip
def consent_is_spoken(opinion: OpinionFacts) -> bool:
    """Test if the opinion is a verdict that a person gave; silence and clocks give none."""
    return opinion.by_person and opinion.verdict in Verdict.values


@rule(19, basis=SECRETS, sentence="尚有环节未答复；未答复不视为同意", facts=ReviewFacts, acts=BEFORE_SIGNATURE)
def nobody_is_taken_as_agreeing(review: ReviewFacts) -> bool:
    """Test if each desk that had to be asked has answered in words."""
    legality = review.legality_agreed or not (review.is_normative or review.is_major)
    return review.division_agreed and review.chain_complete and review.cosigns_missing == 0 and legality


@rule(
    26,
    basis="个人信息保护法第13、25条；国办发〔2018〕23号",
    sentence="公开文本（含附件）须完成个人信息扫描，逐项处理疑点：区分处理，或写明可以公开的法定理由",
    facts=FindingFacts,
    acts=(*CHAIN_DESKS, Desk.OFFICE_CHECK, *GOING_OUT),
)
def findings_are_disposed_of(findings: FindingFacts) -> bool:
    """Test if exactly this text was scanned and every grave finding was redacted or kept with a reason."""
    return not findings.matters or (findings.scanned and findings.open == 0)


@rule(
    28,
    basis="个人信息保护法第28至31条；未成年人保护法第103条",
    sentence="保留敏感个人信息或未成年人信息，须由第二名审查员复核同意",
    facts=FindingFacts,
    acts=(Desk.CONFIDENTIALITY_HEAD, Desk.CONFIDENTIALITY_LEADER, Desk.OFFICE_CHECK, *GOING_OUT),
)
def sensitive_findings_had_a_second_reviewer(findings: FindingFacts) -> bool:
    """Test if whatever is sensitive or concerns minors and stays was let stand by two people."""
    return not findings.matters or findings.lacking_second == 0


@rule(
    32,
    basis="教办厅〔2017〕3号（十一）；国办发〔2016〕80号 二",
    sentence="主动公开的政策性文件，解读方案须经新闻办会签同意",
    facts=ReviewFacts,
    acts=(*BEFORE_SIGNATURE, Desk.RELEASE, "publish"),
)
def news_office_cosigned(review: ReviewFacts) -> bool:
    """Test if the news office agreed to the plan where an interpretation is due."""
    due = review.is_policy and review.attribute == Attribute.PROACTIVE
    return not due or review.news_agreed


@rule(
    26,
    basis="国办发〔2018〕23号；个人信息保护法第13条",
    sentence="解读方案和材料须经疑点扫描，须处理的疑点须先改掉",
    facts=PlanScanFacts,
    acts=("submit", *CHAIN_DESKS),
    field="plan",
)
def nothing_in_the_plan_must_be_changed(plan: PlanScanFacts) -> bool:
    """Test if plan and materials were scanned and nothing was found that must not be published."""
    return not plan.matters or (not plan.failed and plan.blocks == 0)


@rule(
    26,
    basis="国办发〔2018〕23号",
    sentence="解读方案和材料中请核对的疑点，须由保密审查员逐处核对并勾选确认",
    facts=PlanScanFacts,
    acts=(Desk.CONFIDENTIALITY_OFFICER,),
    field="plan_seen",
)
def warnings_in_the_plan_were_seen(plan: PlanScanFacts) -> bool:
    """Test if the officer has looked at what the scanner warns of in plan and materials."""
    return not plan.matters or plan.warnings == 0 or plan.seen


@rule(
    32,
    basis="教办厅〔2017〕3号（十一）；国办发〔2016〕80号 二",
    sentence="“同意，但须按意见修改”须至少写明一处批注",
    facts=CommentFacts,
    acts=(Desk.INTERPRETATION_COSIGN,),
)
def a_condition_is_written_down(comments: CommentFacts) -> bool:
    """Test if a conditional consent says where what has to be changed."""
    return not comments.conditional or comments.given > 0


@rule(
    32,
    basis="教办厅〔2017〕3号（十一）；国办发〔2016〕80号 二",
    sentence="新闻办的批注须逐条答复：采纳，或未采纳并说明理由",
    facts=CommentFacts,
    acts=("submit",),
    field="plan",
)
def every_comment_was_answered(comments: CommentFacts) -> bool:
    """Test if the drafter has said what became of each comment of a round that ended without consent."""
    return comments.unanswered == 0


@rule(
    48,
    basis="党政机关公文处理工作条例第16条第四项、第19条第六项",
    sentence="会签单位尚未全部同意，不得行文",
    facts=ReviewFacts,
    acts=BEFORE_SIGNATURE,
)
def departments_agree(review: ReviewFacts) -> bool:
    """Test if every department that had to be consulted agrees."""
    return review.cosigns_missing == 0 and review.cosigns_against == 0


@rule(54, basis="党政机关公文处理工作条例第21、24条", sentence="退回必须选定原因并写明具体说明", facts=ReturnFacts,
      acts=("return",), field="return_text")  # fmt: skip
def return_says_why(back: ReturnFacts) -> bool:
    """Test if a return carries a reason of the list and words."""
    return back.reason in ReturnReason.values and bool(back.text.strip())


@rule(
    60,
    basis="国务院令第713号第25至27条；国办发〔2018〕115号",
    sentence="行政规范性文件、重大行政决策须有同意的合法性审核意见",
    facts=ReviewFacts,
    acts=BEFORE_SIGNATURE,
)
def legality_was_reviewed(review: ReviewFacts) -> bool:
    """Test if the legality opinion agrees where one is due; a co-sign does not replace it."""
    return review.legality_agreed or not (review.is_normative or review.is_major)


@rule(87, basis=f"{REGULATION}第17条；岗位分离", sentence="拟稿人、改稿人及其代办人不得办理自己文件的审核、会签和签发",
      facts=ActorFacts, acts=(*JUDGING_DESKS, "dispose", *IN_EMERGENCY))  # fmt: skip
def nobody_judges_their_own_work(actor: ActorFacts) -> bool:
    """Test if whoever acts did not make the draft and does not stand in for its maker."""
    return not actor.people & actor.makers


@rule(
    87,
    basis=f"{REGULATION}第17条；岗位分离",
    sentence="核稿、属性审核、保密审查、签发须由不同的人办理，您已办理过本件的其他环节",
    facts=ActorFacts,
    acts=SEPARATED_DESKS,
)
def duties_are_separated(actor: ActorFacts) -> bool:
    """Test if the person did not act at another desk that must be somebody else's."""
    return not actor.people & actor.separated_people
