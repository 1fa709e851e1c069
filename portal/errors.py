"""What the portal refuses (codes PTL-xxx)."""

from common.errors import DomainError


class ItemAltered(DomainError):
    """The bytes of a file are not those that its digests name."""

    code = "PTL-101"
    message = "索引号 %(index)s 的%(kind)s与其校验值不一致，未写入公开门户。"


class OriginDiffers(DomainError):
    """The index number belongs to a document from elsewhere."""

    code = "PTL-102"
    message = "索引号 %(index)s 已用于%(origin)s，不能改作他用。"


class NoPublicKey(DomainError):
    """The portal does not know whose signature it may trust."""

    code = "PTL-201"
    message = "没有配置验证公开内容包的公钥，或公钥不是 64 位十六进制字符（BUNDLE_PUBLIC_KEY）。"


class BundleUnreadable(DomainError):
    """The file cannot be opened or read."""

    code = "PTL-202"
    message = "读不出这个文件：%(why)s。"


class BundleDamaged(DomainError):
    """The file is no bundle, was cut short, lengthened or altered in its frame."""

    code = "PTL-203"
    message = "不是完好的公开内容包，已拒绝：%(where)s。"


class SignatureWrong(DomainError):
    """Manifest and signature do not belong together, or a stranger signed."""

    code = "PTL-204"
    message = "清单 manifest.json 与签名 signature.txt 不符，或者签名的不是本站信任的密钥，已拒绝。"


class FormatUnknown(DomainError):
    """The manifest is of a format that this program does not know."""

    code = "PTL-205"
    message = "公开内容包的格式版本是 %(found)s，本程序只认 %(known)s，已拒绝；请先升级门户机上的程序。"


class OtherSite(DomainError):
    """The bundle was made for another site."""

    code = "PTL-206"
    message = "此包属于网站标识码为 %(found)s 的网站，本站是 %(own)s，已拒绝。"


class MembersDiffer(DomainError):
    """The files in the bundle are not those of its manifest."""

    code = "PTL-207"
    message = "包内文件与清单不一致，%(what)s %(member)s，已拒绝。"


class MemberAltered(DomainError):
    """A file in the bundle is not the one of its manifest."""

    code = "PTL-208"
    message = "包内 %(member)s 与清单上的校验值不符，已拒绝。"


class ItemUnfit(DomainError):
    """An item of a genuine bundle cannot be put on this portal."""

    code = "PTL-209"
    message = "包内 %(member)s 不能写入公开门户（%(why)s），整包未导入；门户程序可能比办公系统旧，请升级后再试。"


class BundleMissing(DomainError):
    """An earlier bundle was not applied yet."""

    code = "PTL-210"
    message = (
        "第 %(serial)s 号包接在第 %(previous)s 号之后，门户只导入到第 %(last)s 号，缺第 %(missing)s 号，已拒绝；"
        "请先导入所缺的包，找不到时在办公系统上用 export_bundle --since %(last)s 重新导出。"
    )


class BundleOutdated(DomainError):
    """The bundle is older than what the portal shows."""

    code = "PTL-211"
    message = "第 %(serial)s 号包早于门户已导入的第 %(last)s 号，不能再导入，以免已撤下的内容重新出现。"


class ChainBroken(DomainError):
    """The bundle follows on another one than that which was applied under the number."""

    code = "PTL-212"
    message = (
        "第 %(serial)s 号包所接的第 %(previous)s 号与门户已导入的第 %(last)s 号不是同一个包，已拒绝；"
        "请在办公系统上用 export_bundle --all --serial %(next)s 导出全量包。"
    )


class RoleUnfit(DomainError):
    """The database role cannot be the portal's reader."""

    code = "PTL-213"
    message = "数据库角色 %(role)s 不能用作门户的只读角色：%(why)s。"
