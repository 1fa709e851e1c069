"""What this app refuses (codes PUB-1xx copies, 2xx releases, 3xx retractions, 9xx bundles)."""

from common.errors import DomainError


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
