"""What the demonstration ministry numbers its documents with (see accounts.demo)."""

from documents.models import NumberSeries

SERIES = (
    ("教发", "以教育部名义发布的下行文", False),
    ("教办厅", "以教育部办公厅名义发布的下行文", False),
    ("教办", "办公厅业务文件", False),
    ("教函", "以教育部名义发出的函", False),
    ("教规", "教育部行政规范性文件", False),
    ("教职成", "职业教育与成人教育文件", False),
    ("教基", "基础教育文件", False),
    ("教育部令", "教育部规章", True),
)


def build() -> None:
    """Make the number series that are missing."""
    for code, name, is_order in SERIES:
        NumberSeries.objects.get_or_create(code=code, defaults={"name": name, "is_order": is_order})
