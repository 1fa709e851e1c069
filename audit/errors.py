"""What the journal refuses."""

from common.errors import DomainError


class UnknownVerb(DomainError):
    """No app registered a sentence for this verb."""

    code = "AUD-101"
    message = "留痕事项“%(verb)s”没有登记，操作未执行。"
    http_status = 500


class FactsMissing(DomainError):
    """The sentence of the verb names a fact that the caller did not give."""

    code = "AUD-102"
    message = "留痕事项“%(verb)s”缺少要素：%(names)s，操作未执行。"
    http_status = 500


class FactsUnfit(DomainError):
    """Facts are a small object of texts, whole numbers, yes/no and lists of them; never a document's text."""

    code = "AUD-103"
    message = "留痕事项“%(verb)s”的要素过大或类型不符，操作未执行。"
    http_status = 500
