"""What the people of the histories try: strategies for who acts, on what, with which words."""

from hypothesis import strategies as st

from accounts.roles import Role
from documents.services import Proposal
from review.choices import Verdict
from tests.histories.ministry import COSIGNING, STAFF

SOME = st.integers(0, 10**6)  # picks one of what is there at the moment
PERSON = st.sampled_from(sorted(STAFF))
WORDS = st.sampled_from(["有关意见", "  ", ""])
VERDICTS = st.sampled_from([v for v in Verdict if v != Verdict.MUST_CLASSIFY])
PROACTIVE = Proposal("proactive", ("decision",))
PROPOSALS = [
    PROACTIVE,
    Proposal("withheld", ("administration",), "internal_affairs", "属内部事务", no_duty_stated=True, confirmed=True),
    Proposal("on_request", ("service", "result"), "third_party", "涉及企业", confirmed=True),
    Proposal("withheld", ("decision",), "three_securities", ""),
    Proposal("", ("decision",)),
    Proposal("withheld", ("decision",), "state_secret", "不得在此办理"),
    Proposal("on_request", ("rumour",), "internal_affairs", "有理由"),
]
LAWFUL = [PROACTIVE, PROACTIVE, *PROPOSALS[:3]]  # most go out
DRAFTERS = [name for name, (_, *roles) in STAFF.items() if Role.DRAFTER in roles and name != "wairen1"]
AHEAD = st.sampled_from([0, 0, 4, 9, 14, 15])  # steps that a document has gone when a history begins
OFFICES = st.sets(st.sampled_from(COSIGNING))
FLAGS = st.fixed_dictionaries({name: st.booleans() for name in ("is_policy", "is_normative", "is_major")})
