"""What the catalogue of what is published proactively refuses (codes PUB-74x)."""

from common.errors import DomainError


class ItemCodeTaken(DomainError):
    """A row with the code was there before; a code never means two matters."""

    code = "PUB-741"
    message = "编号“%(code)s”已经用过，请另编；改动现有目录项的，请用“修订”。"
    http_status = 422


class ItemOver(DomainError):
    """The row was revised or ended meanwhile."""

    code = "PUB-742"
    message = "目录项“%(code)s”第%(edition)s版已经修订或者停用，请按现行的重新提出。"


class ItemPending(DomainError):
    """An earlier proposal on the same row waits for its decision."""

    code = "PUB-743"
    message = "目录项“%(code)s”已有待批准的变更（%(who)s提出），办结之前不能再提。"


class ItemUnchanged(DomainError):
    """The revision says what the row says already."""

    code = "PUB-744"
    message = "与现行目录项相同，没有需要批准的改动。"
    http_status = 422


class ReasonMissing(DomainError):
    """A change of the catalogue names its reason."""

    code = "PUB-745"
    message = "请写明变更的原因，供批准人核对。"
    http_status = 422
