"""What this app refuses (PUB-1xx copies, 2xx releases, 3xx endings, 4xx schedules, 5xx rights, 6xx outlets and on)."""

from common.errors import DomainError
from publication.outlets.choices import Failure


class NothingToTypeset(DomainError):
    """There is no version, its content was erased, or the elements of registration are missing."""

    code = "PUB-101"
    message = "公文没有可排版的正文，或尚未登记编号。"


class NothingTypeset(DomainError):
    """No copy was typeset yet, so there is nothing to preview."""

    code = "PUB-103"
    message = "该件尚未排出公开文本，登记编号后自动排版。"
    http_status = 404


class CopyOutdated(DomainError):
    """The document got another version or number while its copy was being typeset."""

    code = "PUB-102"
    message = "排版期间公文有变动，请重新排版。"


class CopyNotVerified(DomainError):
    """There is no copy of the present version that passed the final check."""

    code = "PUB-201"
    message = "公开文件未通过发布前核验，不能公开发布。"


class PublisherMissing(DomainError):
    """A release needs a person who answers for it."""

    code = "PUB-202"
    message = "公开发布须由发布员办理。"


class ChannelUnknown(DomainError):
    """No channel, or one that is none of the list (R40)."""

    code = "PUB-203"
    message = "请至少选定一个发布渠道。"
    http_status = 422


class NothingReleased(DomainError):
    """The document has no live release."""

    code = "PUB-301"
    message = "该件目前没有公开的文本。"


class NothingCorrected(DomainError):
    """The copy to release is the one that is public already."""

    code = "PUB-302"
    message = "更正前后没有不同：请改动目录信息，或者选择重新排版公开文件。"
    http_status = 422


class StillPublic(DomainError):
    """A public content is taken down before it is erased."""

    code = "PUB-303"
    message = "该件仍在公开中，请先撤下再清除内容。"


class EndingPending(DomainError):
    """An earlier proposal on the same document waits for its decision."""

    code = "PUB-304"
    message = "该件已有待批准的%(act)s申请（%(who)s提出），办结之前不能再提。"


class EndingClosed(DomainError):
    """The proposal was decided or taken back."""

    code = "PUB-305"
    message = "此申请%(what)s（%(who)s，%(when)s），您的操作没有执行。"


class RefusalNeedsWords(DomainError):
    """Whoever refuses a proposal says why."""

    code = "PUB-306"
    message = "不批准的，请写明理由。"
    http_status = 422


class CopyAwaited(DomainError):
    """A correction waits for the copy that it asked to be typeset again."""

    code = "PUB-307"
    message = "重新排版尚未完成，或者排出的文件与现行公开文件完全相同；完成前不能批准，相同的请不予批准。"


class SigningKeyMissing(DomainError):
    """There is no private key to sign bundles with."""

    code = "PUB-901"
    message = "没有签名私钥 %(path)s，请先执行 manage.py bundle_keys。"


class SigningKeyExposed(DomainError):
    """Others than the owner may read the private key."""

    code = "PUB-902"
    message = "签名私钥 %(path)s 的权限过宽，只许属主读写（chmod 600）；若已有他人读过，请换一对密钥。"


class SigningKeyUnreadable(DomainError):
    """The file holds no Ed25519 private key."""

    code = "PUB-903"
    message = "读不出签名私钥 %(path)s：不是 manage.py bundle_keys 生成的密钥，或者没有读取权限。"


class SigningKeyExists(DomainError):
    """A key pair is never overwritten."""

    code = "PUB-904"
    message = "%(path)s 已有密钥，不会覆盖；要换密钥，请先移走旧密钥。"


class BundleUnknown(DomainError):
    """Nothing was exported under the number."""

    code = "PUB-905"
    message = "没有导出过第 %(serial)s 号公开内容包，不能接在它之后。"


class BundleSerialUsed(DomainError):
    """A serial is given once."""

    code = "PUB-906"
    message = "第 %(serial)s 号已用过，全量包的编号须大于 %(last)s。"


class BundleNotWritten(DomainError):
    """The file of a bundle cannot be written."""

    code = "PUB-907"
    message = "不能写入 %(path)s：%(why)s；没有导出，也没有占用编号。"


class ContentTooLarge(DomainError):
    """One document is larger than a bundle may be."""

    code = "PUB-908"
    message = "%(key)s 的文件过大，装不进一个公开内容包。"


class NotDelivered(DomainError):
    """An outlet did not take what was sent; `failure` says why."""

    code = "PUB-601"
    message = "渠道没有收下：%(why)s。"

    def __init__(self, failure: Failure) -> None:
        self.failure = failure
        super().__init__(why=failure.label)


class NothingToResend(DomainError):
    """Only a delivery that failed is sent again, and only while its text is what the public reads."""

    code = "PUB-602"
    message = "此项送达无需或不能重发：已经送达、渠道已停用，或者该文本已被更正、撤下。"


class OutletRefused(DomainError):
    """The outlet's name or address is taken, or the portal was to be changed."""

    code = "PUB-603"
    message = "渠道没有保存：名称或目录已被其他渠道使用，或者门户网站不能改动。"


class PlacementRefused(DomainError):
    """The manner is on record for the release already, or its receipt is."""

    code = "PUB-604"
    message = "该登载方式已经登记，或者回执已经登记，不能再改。"


class ReceiptInTheFuture(DomainError):
    """Something is said to have happened on a day that has not come, or before the release."""

    code = "PUB-605"
    message = "日期不能早于公开发布日期，也不能晚于今天。"
    http_status = 422


class ChangePending(DomainError):
    """An earlier proposal to change the validity of the document waits for its decision."""

    code = "PUB-701"
    message = "该件已有待批准的有效性变动，办结之前不能再提。"


class ChangeClosed(DomainError):
    """The proposal was decided already."""

    code = "PUB-702"
    message = "此项有效性变动已经办结，您的操作没有执行。"


class NoChangeLeft(DomainError):
    """What is repealed, void or lapsed is not changed again, and only a term can be extended."""

    code = "PUB-703"
    message = "该件已经%(validity)s或者没有有效期，不能再作此项变动。"


class CleanupClosed(DomainError):
    """The results of the campaign were published already."""

    code = "PUB-711"
    message = "该项清理的结果已经公布，不能再改。"


class CleanupEmpty(DomainError):
    """No valid normative document lies within the scope."""

    code = "PUB-712"
    message = "范围内没有现行有效的规范性文件，请改变范围。"
    http_status = 422


class ItemConfirmed(DomainError):
    """A verdict that another person confirmed is not changed; one that is missing is not confirmed."""

    code = "PUB-713"
    message = "该件的清理意见尚未提出，或者已经确认，您的操作没有执行。"


class SameHands(DomainError):
    """Whoever proposed it does not approve or confirm it."""

    code = "PUB-714"
    message = "不能确认或批准自己提出的事项，须由另一人办理。"
    http_status = 422


class CleanupUnfinished(DomainError):
    """Some documents have no confirmed verdict."""

    code = "PUB-715"
    message = "还有 %(left)s 件的清理意见没有确认，不能公布结果。"


class NothingToSupply(DomainError):
    """Nothing was published in the period."""

    code = "PUB-721"
    message = "这段时间没有公开的文件，未编制清单。"
    http_status = 422


class SupplyHandedOver(DomainError):
    """The list was handed over already."""

    code = "PUB-722"
    message = "该清单已登记移送，不能再改。"


class SuccessorUnknown(DomainError):
    """No other document that is public here bears the 索引号 or number that was named."""

    code = "PUB-308"
    message = "没有找到所填的接续文件：请填写门户上公开中的另一文件的索引号或发文字号，或者填写其网址。"
    http_status = 422


class ScheduleNotAhead(DomainError):
    """The chosen moment is not in the future."""

    code = "PUB-401"
    message = "定时公开的时间须晚于现在；要马上公开的，请选“立即公开”。"
    http_status = 422


class NothingScheduled(DomainError):
    """There is no order to release at a moment: it was carried out, called off, or came back."""

    code = "PUB-402"
    message = "该件没有待执行的定时公开（可能已经公开、取消，或到时未能公开），您的操作没有执行。"


class PublisherGone(DomainError):
    """Whoever ordered the release may not publish any more, so nobody answers for it."""

    code = "PUB-403"
    message = "安排定时公开的发布员已不具有发布权，须由现任发布员重新办理。"


class CallingOffNeedsWords(DomainError):
    """An order to release is called off with a reason."""

    code = "PUB-404"
    message = "取消定时公开，须写明原因。"
    http_status = 422


class ScheduledBefore(DomainError):
    """An order stands to release the document before the moment that is to be its earliest."""

    code = "PUB-405"
    message = "该件已定于%(moment)s公开，早于所设定的时间；请先改期或取消定时公开。"


class NothingForwarded(DomainError):
    """The document forwards no document of another agency."""

    code = "PUB-501"
    message = "本件没有转发其他机关的文件，不需登记制作机关的同意。"


class ConsentUnproven(DomainError):
    """Neither the address at which the maker published it nor the letter of its consent is named."""

    code = "PUB-502"
    message = "制作机关已公开的，请填写网址；同意公开的，请填写函号或经办情况。"
    http_status = 422


class NotLedByOthers(DomainError):
    """Only a joint document of another lead agency that is filed here gets that agency's address."""

    code = "PUB-503"
    message = "只有由其他机关牵头、已归存的联合行文，才登记牵头机关的公开网址。"
