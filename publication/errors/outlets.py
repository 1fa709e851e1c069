"""Outlets and receipts, registers of older documents and re-posting (PUB-6xx)."""

from common.errors import DomainError
from publication.outlets.choices import Failure


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
