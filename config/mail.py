"""Where mail is handed in: EMAIL_URL, smtp://, smtp+tls:// (STARTTLS) or smtps:// (TLS from the first byte)."""

from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def settings_of(url: str) -> tuple[str, int, str, str, bool, bool]:
    """Return Django's EMAIL_HOST, PORT, HOST_USER, HOST_PASSWORD, USE_TLS, USE_SSL; no host when the address is empty.

    :raises ValueError: the address is for something else, or its port is no number.
    """
    if not url:
        return "", 25, "", "", False, False
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("EMAIL_URL 应为 smtp://、smtp+tls:// 或 smtps:// 开头的地址")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    port = parts.port or PORTS[parts.scheme]
    return parts.hostname, port, user, password, parts.scheme == "smtp+tls", parts.scheme == "smtps"
