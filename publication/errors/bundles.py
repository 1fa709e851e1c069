"""Bundles for the portal on another network (PUB-9xx)."""

from common.errors import DomainError


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
