"""Rule 31: the tags that a page bears; a pure predicate over publication.facts."""

import re
from datetime import datetime

from common.rules import Effect, rule
from publication.facts import TagFacts

MUST_BE_THERE = (
    "SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType",
    "ArticleTitle", "PubDate", "ContentSource",
)  # fmt: skip
ID_CODE = re.compile(r"[0-9]{10}")
MINUTE = "%Y-%m-%d %H:%M"


@rule(
    31,
    basis="国办发〔2017〕47号 附件：网页标签",
    effect=Effect.WARN,
    sentence="公开页面须输出规定的网页标签：站点、栏目、内容各项齐全，网站标识码十位，发布时间精确到分",
    facts=TagFacts,
    acts=("release",),
)
def page_bears_its_tags(tags: TagFacts) -> bool:
    """Test if each tag that must be there is there once and says something, in the form that is laid down."""
    names, found = [name for name, _ in tags.pairs], dict(tags.pairs)
    once = all(names.count(name) == 1 and found[name].strip() for name in MUST_BE_THERE)
    return once and ID_CODE.fullmatch(found["SiteIDCode"]) is not None and _is_minute(found["PubDate"])


def _is_minute(text: str) -> bool:
    try:
        return datetime.strptime(text, MINUTE).strftime(MINUTE) == text  # it is a form that is asked
    except ValueError:
        return False
