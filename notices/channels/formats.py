"""What the two group robots take: pure functions from a text to an address and a body.

企业微信: 开发者中心“消息推送”; 钉钉: 开放平台“自定义机器人”, whose sign is HMAC-SHA256 over "timestamp\\nsecret".
"""

import base64
import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from common.digests import canonical
from notices.choices import RobotKind

Posted = tuple[str, bytes]
WECOM_LIMIT, DINGTALK_LIMIT = 2048, 4096  # bytes of the text
MORE = "\n……其余请到“提醒”页面查看。"


def wecom(address: str, secret: str, text: str, at: datetime) -> Posted:
    """Return address and body for 企业微信; the address bears the key."""
    return address, _body(text, WECOM_LIMIT)


def dingtalk(address: str, secret: str, text: str, at: datetime) -> Posted:
    """Return address and body for 钉钉; with a secret the address is signed for this moment."""
    if not secret:
        return address, _body(text, DINGTALK_LIMIT)
    timestamp = str(int(at.timestamp() * 1000))
    signed = {"timestamp": timestamp, "sign": sign(secret, timestamp)}
    return f"{address}{'&' if '?' in address else '?'}{urlencode(signed)}", _body(text, DINGTALK_LIMIT)


def sign(secret: str, timestamp: str) -> str:
    """Return the sign of 钉钉: HMAC-SHA256 with the secret over timestamp, line feed and secret, in base64."""
    signed = f"{timestamp}\n{secret}".encode()
    return base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest()).decode()


def _body(text: str, limit: int) -> bytes:
    return canonical({"msgtype": "text", "text": {"content": trimmed(text, limit)}})


def trimmed(text: str, limit: int) -> str:
    """Return the text, or as many whole lines of it as the limit of bytes leaves room for, and that there is more."""
    if len(text.encode()) <= limit:
        return text
    room, kept = limit - len(MORE.encode()), ""
    for line in text.splitlines(keepends=True):
        if len((kept + line).encode()) > room:
            break
        kept += line
    return kept.rstrip() + MORE


FORMATS: dict[str, Callable[[str, str, str, datetime], Posted]] = {
    RobotKind.WECOM: wecom,
    RobotKind.DINGTALK: dingtalk,
}
