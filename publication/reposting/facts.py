"""What the rules ask of a document of another body that is about to be re-posted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RepostFacts:
    """Where the maker published it, the digest of what was found there, and what the scan came to.

    `host_is_known`: the address is on a host that this installation takes for the maker's; `open_doubts` are the
    findings that a person has to confirm, `confirmation` the words of whoever did.
    """

    source_name: str
    source_url: str
    host_is_known: bool
    sha256: str
    scanned: bool
    open_doubts: int
    confirmation: str
