"""Random histories of all users over the real services: whatever they try, what must never be false stays true.

Only a DomainError may come out of a service, and a refusal leaves nothing behind. See tests/histories.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from accounts import services as accounts
from accounts.roles import ADMIN_ROLES, Role
from common.clock import office_date
from common.errors import DomainError
from documents import selectors as documents_of
from documents import services as documents
from documents.choices import Status
from documents.docx.errors import ClassifiedContent
from documents.intake import take_in
from documents.models import Document, NegativeListEntry
from documents.services import Elements, Proposal
from interpretation import services as interpretation
from outbox import services as outbox
from review.choices import CONFIDENTIALITY_CHAIN, CONFIRMED_WITHHOLDING, Desk, Resume, ReturnReason, Verdict
from review.models import Cosign
from review.selectors import Case
from review.services.opinions import Given
from review.topics import EVERY_HEAD
from tests import profiles
from tests.histories import invariants
from tests.histories.after import AfterTheNumber
from tests.histories.ahead import GoingAhead
from tests.histories.consulting import Consults
from tests.histories.ministry import COSIGNING, Ministry, Stand
from tests.histories.overseeing import Overseeing
from tests.histories.releasing import Releasing
from tests.histories.saying import marked, plan_about, vars_of
from tests.histories.trying import (
    AHEAD,
    DRAFTERS,
    FLAGS,
    LAWFUL,
    OFFICES,
    PERSON,
    PROACTIVE,
    PROPOSALS,
    SOME,
    VERDICTS,
    WORDS,
)
from tests.histories.workbench import AtTheWorkbench, suspicious
from tests.workflow.road import file_of
from workflow import policies, tokens
from workflow import services as workflow
from workflow.models import DeskTask
from workflow.services import editing
from workflow.services.acts import Act
from workflow.services.claims import release_claim


class Histories(AfterTheNumber, AtTheWorkbench, Consults, GoingAhead, Overseeing, Releasing, RuleBasedStateMachine):
    """One ministry, some documents, and everybody trying everything; rolled back at the end."""

    ministry: Ministry

    def __init__(self) -> None:
        super().__init__()
        self.it = self.ministry.again()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.words: dict[int, list[str]] = {}
        self.pages: list[tuple[int, str]] = []
        self.numbers: dict[int, str] = {}
        self.released: dict[int, bytes] = {}
        self.erased: set[int] = set()
        self.entry = NegativeListEntry.objects.filter(ground="third_party").first()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    # --- what is there ----------------------------------------------------------------------------

    def document(self, some: int) -> Document | None:
        keys = list(Document.objects.order_by("pk").values_list("pk", flat=True))
        return documents_of.whole(keys[some % len(keys)]) if keys else None

    def task(self, some: int, *, closed: bool = False) -> DeskTask | None:
        tasks = DeskTask.objects.exclude(desk="").select_related("document__version", "cosign").order_by("-pk")
        found = list(tasks if closed else tasks.filter(finished__isnull=True))
        return found[some % len(found)] if found else None

    def word(self, document_id: int) -> str:
        """Return a word that occurs nowhere else, noted as content of the document."""
        known = self.words.setdefault(document_id, [])
        known.append(f"独有字样甲{document_id}乙{len(known)}丙")
        return known[-1]

    def attempt(self, service, *args, **kwargs):
        """Call the service; a refusal must leave everything as it was. Return what it returned, None if refused."""
        before = self.state()
        try:
            with transaction.atomic():
                done = service(*args, **kwargs)
        except DomainError as refusal:
            assert str(refusal)
            assert self.state() == before
            return None
        return done or True

    def state(self):
        counted = ("audit_entry", "review_opinion", "documents_documentnumber", "documents_version", "outbox_entry")
        sql = ", ".join(f"(select count(*) from {table})" for table in counted)  # noqa: S608  names of ours
        statuses = "(select array_agg((id, status, version_id, decision_id)::text order by id) from documents_document)"
        return invariants.rows(f"select {sql}, {statuses}")

    # --- drafting ---------------------------------------------------------------------------------

    @initialize(
        drafts=st.lists(
            st.tuples(st.sampled_from(DRAFTERS), st.sampled_from(LAWFUL), FLAGS, OFFICES, AHEAD), min_size=2, max_size=3
        )
    )
    def begin(self, drafts):
        for by, proposal, flags, cosigning, ahead in drafts:
            person = self.it.fresh(by)
            taken = file_of("正文如下。", title="教育部办公厅关于工作的通知")
            document = documents.create_draft(taken=taken, by=person, at=self.it.tick())
            fitting = flags | {"is_normative": flags["is_normative"] and proposal is PROACTIVE}
            page = tokens.draft_token(documents_of.whole(document.pk))
            assert self.save(document.pk, by, proposal, fitting, cosigning, token=page)
            held = documents_of.locked(document.pk)
            interpretation.save_plan(
                document=held, data=plan_about(self.word(document.pk)), by=person, at=self.it.tick()
            )
            assert self.attempt(workflow.submit, document_id=document.pk, by=person, at=self.it.tick())
            self.go_ahead(document.pk, ahead)

    @rule(some=SOME, by=PERSON, proposal=st.sampled_from([None, *PROPOSALS]), flags=FLAGS, late=st.booleans(),
          cosigning=OFFICES)  # fmt: skip
    def edit(self, some, by, proposal, flags, cosigning, late):
        if document := self.document(some):
            token = tokens.draft_token(document)
            if late:
                self.save(document.pk, by, proposal, flags, cosigning, token=token)
            done = self.save(document.pk, by, proposal, flags, cosigning, token=token)
            fresh = tokens.draft_token(documents_of.whole(document.pk))
            assert not done or self.may_draft(by, document), "somebody else's draft was saved"
            assert done or fresh == token or late

    def save(self, document_id, by, proposal, flags, cosigning, *, token):
        if proposal and proposal.ground == "third_party":
            proposal = Proposal(**{**vars_of(proposal), "entry": self.entry})
        lines = [f"正文写明{self.word(document_id)}。"]
        lines += [suspicious(len(self.words[document_id]))] * (document_id % 2)
        taken = file_of(*lines, title=f"教育部办公厅关于{self.word(document_id)}的通知")
        elements = Elements(
            title=taken.content.title, genre="通知", direction="down", issuing_body="教育部办公厅",
            addressees=("各直属高校",), series=self.it.series[0], summary=self.word(document_id), **flags,
            cosign_offices=tuple(self.it.offices[name] for name in sorted(cosigning)),
        )  # fmt: skip
        edit = editing.Edit(elements, proposal, editing.Text(main=taken, keep_attachments=False))
        who = {"by": self.it.fresh(by), "at": self.it.tick()}
        return self.attempt(editing.save_draft, document_id=document_id, token=token, edit=edit, **who)

    def may_draft(self, by, document):
        drafter = document.drafter_id
        own = None if self.it.who[by].pk == drafter else drafter
        return self.it.may_act(self.it.who[by].pk, own, Role.DRAFTER) if own is None else (
            self.it.holds(by, Role.DRAFTER) and self.it.stands_in(by, self.it.name_of(drafter))
        )  # fmt: skip

    @rule(some=SOME, by=PERSON)
    def plan_anew(self, some, by):
        document = self.document(some)
        if document and document.drafter_id == self.it.who[by].pk:
            held, data = documents_of.locked(document.pk), plan_about(self.word(document.pk))
            self.attempt(interpretation.save_plan, document=held, data=data, by=document.drafter, at=self.it.tick())

    @rule(some=SOME, by=PERSON, own=st.booleans(), act=st.sampled_from([workflow.submit] * 3 + [workflow.discard]))
    def hand_in_or_discard(self, some, by, own, act):
        if document := self.document(some):
            by = self.it.name_of(document.drafter_id) if own else by
            done = self.attempt(act, document_id=document.pk, by=self.it.fresh(by), at=self.it.tick())
            assert not done or document.status == Status.DRAFT
            assert not done or self.it.who[by].pk == document.drafter_id or self.it.stands_in(
                by, self.it.name_of(document.drafter_id))  # fmt: skip

    @rule(some=SOME, by=PERSON, own=st.booleans(), reason=WORDS)
    def withdraw(self, some, by, own, reason):
        if document := self.document(some):
            by = self.it.name_of(document.drafter_id) if own else by
            self.attempt(
                workflow.withdraw, document_id=document.pk, reason=reason, by=self.it.fresh(by), at=self.it.tick()
            )

    # --- the desks --------------------------------------------------------------------------------

    @rule(some=SOME)
    def open_page(self, some):
        if task := self.task(some):
            self.pages.append((task.pk, self.token(task)))

    def token(self, task):
        return tokens.token_of(task, Case(documents_of.whole(task.document_id)).present)

    def act(self, task, verdict, text, *, ticked=True, day=0):
        document = documents_of.whole(task.document_id)
        signed = document.signoff and office_date(document.signoff.signed_at) + timedelta(days=day)
        ticks = (CONFIRMED_WITHHOLDING,) if task.desk == Desk.DISCLOSURE_CHECK else EVERY_HEAD
        words = text + self.word(document.pk) if text.strip() else text
        given = Given(verdict, words, ticks if ticked else ticks[2:])
        return Act(given, series=self.it.series[day % 3], issued_on=signed or office_date(self.it.at))

    def decide(self, task, by, act, token=None):
        fresh, role = self.token(task), task.role
        who = {"by": self.it.fresh(by), "at": self.it.tick()}
        done = self.attempt(workflow.decide, task_id=task.pk, token=token, act=act, **who)
        if done:
            closed = DeskTask.objects.get(pk=task.pk)
            by_id, behalf = (closed.closed_by_id, closed.closed_for_id) if closed.closed_by_id else (who["by"].pk, None)
            assert by_id == who["by"].pk and task.finished is None
            assert self.it.may_act(by_id, behalf, role) or act.given.verdict == Verdict.MUST_CLASSIFY
            assert task.owner_id in {None, by_id}, "a task that another person holds was decided"
            assert token in {None, fresh}, "an act on a page that was out of date went through"
        return done

    @rule(
        some=SOME,
        by=PERSON,
        verdict=VERDICTS,
        text=WORDS,
        ticked=st.booleans(),
        day=st.integers(-1, 3),
        closed=st.booleans(),
    )
    def decide_somehow(self, some, by, verdict, text, ticked, day, closed):
        if task := self.task(some, closed=closed):
            self.decide(task, by, self.act(task, verdict, text, ticked=ticked, day=day))

    @rule(some=SOME, by=PERSON, verdict=VERDICTS, text=WORDS)
    def decide_on_an_old_page(self, some, by, verdict, text):
        if self.pages:
            key, token = self.pages[some % len(self.pages)]
            task = DeskTask.objects.select_related("document__version", "cosign").get(pk=key)
            person = self.eligible(task, some) or by
            self.decide(task, person, self.act(task, verdict, text), token)

    def eligible(self, task, some):
        people = sorted(person.username for person in policies.candidates(task))
        return people[some % len(people)] if people else None

    @rule(some=SOME, steps=st.integers(2, 12))
    def go_on_quietly(self, some, steps):
        self.go_on(some, steps, None)

    @rule(some=SOME, steps=st.integers(1, 12), verdict=VERDICTS)
    def go_on(self, some, steps, verdict):
        """Let people who may do it agree for some steps, the last with any verdict."""
        for step in range(steps, 0, -1):
            task = self.task(some)
            if task is None or (by := self.eligible(task, some)) is None:
                return
            favourable = Verdict.AGREE if task.desk not in CONFIDENTIALITY_CHAIN else self.favourable(task)
            choice = verdict if verdict and step == 1 else favourable
            if task.desk in CONFIDENTIALITY_CHAIN and step > 1:
                self.look_after(task, by, withholding=bool(some % 2))
            self.decide(task, by, self.act(task, choice, "意见"))
            self.work(deliveries=1)
            self.all_is_well()

    def favourable(self, task):
        decision = documents_of.whole(task.document_id).decision
        return Verdict.MAY_PUBLISH if decision.attribute == "proactive" else Verdict.NOT_PUBLIC

    @rule(some=SOME, own=SOME)
    def must_be_classified(self, some, own):
        tasks = DeskTask.objects.filter(desk__in=CONFIDENTIALITY_CHAIN, finished__isnull=True)
        task = tasks.select_related("document__version", "cosign").order_by("pk").first()
        if own % 7 or task is None or (by := self.eligible(task, some)) is None:
            return
        if self.decide(task, by, self.act(task, Verdict.MUST_CLASSIFY, "应当定密")):
            self.erased.add(task.document_id)
            assert invariants.traces_of(*self.words[task.document_id]) == []

    @rule(some=SOME, by=PERSON, fit=st.booleans(), to=st.sampled_from(Desk),
          reason=st.sampled_from(["", *ReturnReason]), text=WORDS, resume=st.sampled_from(Resume))  # fmt: skip
    def give_back(self, some, by, fit, to, reason, text, resume):
        if task := self.task(some):
            by = (self.eligible(task, some) if fit else by) or by
            earlier = list(workflow.targets(Desk(task.desk), documents_of.whole(task.document_id))) or [to]
            to = earlier[some % 3 % len(earlier)] if fit else to
            back = workflow.Back(to, reason, text and text + self.word(task.document_id), resume)
            who = {"by": self.it.fresh(by), "at": self.it.tick()}
            done = self.attempt(workflow.give_back, task_id=task.pk, token=None, back=back, **who)
            assert not done or (
                back.reason and back.text.strip() and self.it.may_act(done.by_id, done.on_behalf_of_id, task.role)
            )

    @rule(some=SOME, by=PERSON, to=PERSON, act=st.sampled_from(["claim", "unclaim", "release", "reassign", "urge"]))
    def hold(self, some, by, to, act):
        if task := self.task(some):
            who = {"task_id": task.pk, "by": self.it.fresh(by), "at": self.it.tick()}
            match act:
                case "claim":
                    done = self.attempt(workflow.claim, **who)
                    assert not done or self.it.holds(by, task.role)
                case "unclaim":
                    self.attempt(workflow.unclaim, **who)
                case "release":
                    self.attempt(release_claim, **who)
                case "reassign":
                    self.attempt(workflow.reassign, to=self.it.fresh(to) if some % 2 else None, **who)
                case "urge":
                    self.attempt(workflow.urge, text="请抓紧", **who)

    # --- co-signs ---------------------------------------------------------------------------------

    @rule(some=SOME, by=PERSON, office=st.sampled_from([*COSIGNING, "外单位"]))
    def add_signer(self, some, by, office):
        if document := self.document(some):
            who = {"by": self.it.fresh(by), "at": self.it.tick()}
            self.attempt(workflow.add_signer, document_id=document.pk, office=self.it.offices[office], **who)

    @rule(some=SOME, by=PERSON)
    def withdraw_signer(self, some, by):
        rows = list(Cosign.objects.order_by("pk").values_list("pk", flat=True))
        if rows:
            who = {"by": self.it.fresh(by), "at": self.it.tick()}
            self.attempt(workflow.withdraw_signer, cosign_id=rows[some % len(rows)], **who)

    @rule(some=SOME, by=PERSON, fit=st.booleans(), to=PERSON, office=st.sampled_from(COSIGNING), lent=st.booleans())
    def pass_on(self, some, by, fit, to, office, lent):
        tasks = list(DeskTask.objects.filter(desk=Desk.DEPARTMENT_COSIGN, finished__isnull=True).order_by("pk"))
        if tasks:
            task = tasks[some % len(tasks)]
            who = {"task_id": task.pk, "at": self.it.tick()}
            who["by"] = self.it.fresh((self.eligible(task, some) if fit else by) or by)
            if task.cosign.is_loan:
                self.attempt(workflow.answer_loan, token=None, advice=self.word(task.document_id), **who)
            elif lent:
                self.attempt(workflow.lend, person=self.it.fresh(to), **who)
            else:
                self.attempt(workflow.transfer, office=self.it.offices[office], **who)

    # --- the worker, the register, the portal -------------------------------------------------------

    @rule(deliveries=st.integers(1, 3), wait=st.integers(0, 4))
    def work(self, deliveries, wait=0):
        """Let the worker deliver what is there, everything more than once, after a while."""
        for _ in range(deliveries):
            outbox.run_all(self.it.tick(minutes=1 + wait * 10))
            for (key,) in invariants.rows("select id from outbox_entry order by id desc limit 3"):
                outbox.deliver(key, self.it.at)
        self.pages = self.pages[-20:]

    # --- people -----------------------------------------------------------------------------------

    @rule(name=PERSON, role=st.sampled_from(sorted(set(Role) - ADMIN_ROLES)), grant=st.booleans())
    def change_rights(self, name, role, grant):
        change = accounts.grant_role if grant else accounts.withdraw_role
        who = {"user": self.it.fresh(name), "by": self.it.fresh("anquan1"), "at": self.it.tick()}
        if self.attempt(change, role=role, **who):
            (self.it.roles[name].add if grant else self.it.roles[name].discard)(role)

    @rule(name=PERSON, back=st.booleans())
    def send_away_or_take_back(self, name, back):
        change = accounts.activate if back else accounts.deactivate
        who = {"user": self.it.fresh(name), "by": self.it.fresh("anquan1"), "at": self.it.tick()}
        if self.attempt(change, **who):
            (self.it.away.discard if back else self.it.away.add)(name)

    @rule(by=PERSON, to=PERSON, ahead=st.integers(0, 1), days=st.integers(0, 2))
    def stand_in(self, by, to, ahead, days):
        first = office_date(self.it.at) + timedelta(days=ahead)
        who = {"to": self.it.fresh(to), "by": self.it.fresh(by), "at": self.it.tick()}
        last = first + timedelta(days=days)
        if made := self.attempt(accounts.delegate, starts_on=first, ends_on=last, reason="出差", **who):
            self.it.stands.append(Stand(made.pk, by, to, first, last))

    @rule(some=SOME)
    def come_back(self, some):
        if self.it.stands:
            stand = self.it.stands[some % len(self.it.stands)]
            who = {"by": self.it.fresh(stand.principal), "at": self.it.tick()}
            if self.attempt(accounts.revoke_delegation, delegation_id=stand.key, **who):
                self.it.stands.remove(stand)

    @rule(hours=st.integers(1, 30))
    def let_time_pass(self, hours):
        self.it.tick(hours=hours)

    # --- what must not be stored --------------------------------------------------------------------

    @rule(
        level=st.sampled_from(["绝密", "机密", "秘密"]),
        place=st.sampled_from(["head", "text", "property", "name", "header"]),
    )
    def plant_a_mark(self, level, place):
        with pytest.raises(ClassifiedContent) as refusal:
            take_in(*marked(f"{level}★10年", place))
        assert "植入字样" not in str(refusal.value) + repr(refusal.value.__dict__)
        assert invariants.traces_of("植入字样") == []

    # --- what must never be false -------------------------------------------------------------------

    @invariant()
    def all_is_well(self):
        for check in invariants.ALL:
            wrong = list(check())
            assert not wrong, f"{check.__name__}: {wrong}"

    @invariant()
    def numbers_and_public_bytes_stay(self):
        given = dict(invariants.rows("select n.id, s.code || n.year || '-' || n.serial || ':' || n.document_id"
            " from documents_documentnumber n join documents_numberseries s on s.id = n.series_id"))  # fmt: skip
        assert self.numbers.items() <= given.items()
        files = dict(invariants.rows("select r.id, b.data::bytea from publication_release r"
            " join publication_publiccopy c on c.id = r.copy_id join documents_blob b"
            " on b.sha256 = c.docx_id"))  # fmt: skip
        kept = {key: bytes(data) for key, data in files.items()}
        assert all(kept.get(key, data) == data for key, data in self.released.items())
        self.numbers, self.released = given, self.released | kept


@pytest.fixture
def no_pdf(monkeypatch):
    """Leave LibreOffice out: it takes a second for each release."""
    monkeypatch.setattr("documents.docx.libreoffice.pdf.program", lambda: None)


@pytest.mark.long
@pytest.mark.rule(15)
@pytest.mark.rule(87)
def test_no_history_breaks_what_must_never_be_false(db, no_pdf):
    Histories.ministry = Ministry.build()

    run_state_machine_as_test(Histories, settings=profiles.histories())
