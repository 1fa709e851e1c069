"""Rules 23, 26 of what another body made public: pure predicates over publication.reposting.facts."""

from common.gate import provides
from common.rules import rule
from publication.reposting.facts import RepostFacts

ACT = "repost"


@rule(
    23,
    basis="政府信息公开条例第10、11条",
    sentence="转载其他机关的公文，须由制作机关已经公开：登记其公开的网址，并以取回文件的校验值为凭",
    facts=RepostFacts,
    acts=(ACT,),
)
def maker_published_it(repost: RepostFacts) -> bool:
    """Test if it was fetched from an address of the maker, and that address and the digest are on record."""
    return bool(repost.source_name.strip() and repost.source_url and repost.host_is_known and repost.sha256)


@rule(
    26,
    basis="个人信息保护法第27条；国办发〔2018〕23号",
    sentence="转载的文本须经疑点扫描；有疑点的，由转载人逐项看过并写明为何可以照原文转载",
    facts=RepostFacts,
    acts=(ACT,),
    field="confirmation",
)
def repost_was_looked_over(repost: RepostFacts) -> bool:
    """Test if the text was scanned, and a person confirmed whatever was found in words."""
    return repost.scanned and (repost.open_doubts == 0 or bool(repost.confirmation.strip()))


@provides(RepostFacts)
def _as_given(subject: RepostFacts) -> RepostFacts:
    return subject
