"""What the rules want to know of a text, found once when a version is taken in."""

import re
from collections.abc import Sequence
from typing import TypedDict

REQUEST = re.compile(r"(敬?请|恳请|妥否[，,]?请)(予以?)?(批示|审批|批准|批复|指示)")
CLOSING_REQUEST = re.compile(r"(妥否|当否|可否)[，,]?\s*请\s*(批示|批复|审批|指示)|请予?(批示|批复|审批)。?$")
DIRECTIVE = re.compile(r"(必须|责令|限期|务必|应当于)")
CONSENT = re.compile(r"经(.{0,12}(政府|国务院|党委|中央)).{0,6}(同意|批准|授权)")

PERSON_TITLE = re.compile(r"(同志|先生|女士|书记|部长|副部长|主任|省长|市长|县长|区长|厅长|局长|司长|主席|总理)$")
SUBORDINATE = re.compile(r"^(各)?(直属|下属|所属)|(直属(单位|高校|事业单位)|司局|处室)$")


class Traits(TypedDict):
    """has_text; asks: lines with a request phrase; closes_asking: the text ends with a request;
    directs: it has directive wording; states_consent: it states a government's consent."""

    has_text: bool
    asks: int
    closes_asking: bool
    directs: bool
    states_consent: bool


def traits_of(lines: Sequence[str]) -> Traits:
    """Return the traits of a text given as its lines in reading order."""
    whole = "".join(lines)
    return Traits(
        has_text=bool(whole.strip()),
        asks=sum(bool(REQUEST.search(line)) for line in lines),
        closes_asking=any(CLOSING_REQUEST.search(line) for line in list(lines)[-3:]),
        directs=bool(DIRECTIVE.search(whole)),
        states_consent=bool(CONSENT.search(whole)),
    )
