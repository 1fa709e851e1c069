"""What electronic supervision refuses (codes OVS-2xx)."""

from common.errors import DomainError


class CardGiven(DomainError):
    """The incident has a card."""

    code = "OVS-201"
    message = "该事项已经发牌，请勿重复。"


class CardClosed(DomainError):
    """The card's state does not allow the act."""

    code = "OVS-202"
    message = "监察牌当前为“%(state)s”，不能%(act)s。"


class CardNeedsWords(DomainError):
    """An act on a card needs words."""

    code = "OVS-203"
    message = "%(act)s须写明理由。"
    http_status = 422


class ExplanationAwaited(DomainError):
    """Whoever is concerned may still explain."""

    code = "OVS-204"
    message = "说明期限（%(due)s）未过，且尚未说明，不能维持；可以撤销。"
