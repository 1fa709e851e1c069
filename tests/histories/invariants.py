"""What must never be false (design §3), asked of the tables themselves and not of the product's own rules.

Each function returns what is wrong, in words that name the row; nothing when all is well.
"""

import hashlib
import json
from collections.abc import Callable, Iterator

from django.db import connection

from audit import verification
from documents.docx import content as contents
from documents.docx.places import texts
from documents.models import RedactedText

JUDGING = (
    "division_check", "disclosure_check", "confidentiality_officer", "confidentiality_head", "confidentiality_leader",
    "interpretation_cosign", "legality_review", "department_cosign", "office_check", "sign",
)  # fmt: skip
SEPARATED = (*JUDGING[:5], "sign")


def rows(sql: str, **values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def nothing_awaits_the_end_of_the_transaction() -> list:
    """Let PostgreSQL judge what it would judge at the commit; it raises."""
    rows("set constraints all immediate; select 1")
    rows("set constraints all deferred; select 1")
    return []


def attributes_are_decided() -> list:
    """Invariant 1."""
    return rows("""
        select d.id, d.status, c.attribute, c.ground from documents_document d
          left join documents_disclosuredecision c on c.id = d.decision_id and c.document_id = d.id
         where d.status not in ('draft', 'discarded')
           and (c.id is null or c.attribute not in ('proactive', 'on_request', 'withheld')
                or (c.attribute <> 'proactive' and (c.ground = '' or btrim(c.reason, E' \\n\\t') = ''))
                or (c.attribute <> 'proactive' and c.entry_id is null
                    and c.ground in ('state_secret', 'law_forbids', 'three_securities', 'third_party'))
                or (d.is_normative and c.attribute <> 'proactive'))
    """)


def signatures_cover() -> list:
    """Invariant 2."""
    return rows("""
        select d.id, d.status from documents_document d
          left join documents_signoff s on s.id = d.signoff_id and s.document_id = d.id
          left join documents_version v on v.id = d.version_id
          left join documents_redactedtext r on r.id = d.redacted_id
          left join documents_disclosuredecision c on c.id = d.decision_id
         where d.status in ('signed', 'issued', 'published', 'filed', 'retracted')
           and (s.content_sm3, s.content_sha256, s.public_sm3, s.decision_sm3, s.version_id, s.decision_id)
               is distinct from
               (v.content_sm3, v.content_sha256, coalesce(r.content_sm3, v.content_sm3), c.sm3, v.id, c.id)
    """)


CHAIN = """
    select o.desk, o.verdict, o.by_id, o.on_behalf_of_id from review_opinion o
      join documents_document d on d.id = o.document_id
      join documents_version v on v.id = d.version_id
      left join documents_redactedtext r on r.id = d.redacted_id
     where d.id = %(document)s and o.superseded_at is null and o.content_sm3 = v.content_sm3
       and o.public_sm3 = coalesce(r.content_sm3, v.content_sm3)
       and o.desk like 'confidentiality_%%' order by o.id
"""


def published_was_reviewed() -> Iterator[str]:
    """Invariant 3."""
    for document, drafter, uploader, behalf in rows("""
        select d.id, d.drafter_id, v.uploaded_by_id, v.uploaded_for_id from documents_document d
          join documents_version v on v.id = d.version_id where d.status = 'published'
    """):
        latest = {desk: rest for desk, *rest in rows(CHAIN, document=document)}
        people = [who for _, *pair in latest.values() for who in pair if who]
        words = [latest[desk][0] for desk in JUDGING[2:5] if desk in latest]
        if not {"confidentiality_officer", "confidentiality_head"} <= set(latest) or words[-1] != "may_publish":
            yield f"document {document} is public after {latest}"
        if len(set(people)) < len(people) or {drafter, uploader, behalf} & set(people):
            yield f"document {document} was reviewed by {people}"
    yield from rows("""
        select d.id, 'copy is not of the reviewed text' from documents_document d
          left join publication_release r on r.document_id = d.id and r.state = 'live'
          left join publication_publiccopy p on p.id = r.copy_id and p.verified_at is not null
          left join documents_version v on v.id = d.version_id
          left join documents_redactedtext x on x.id = d.redacted_id
         where d.status = 'published' and p.content_sm3 is distinct from coalesce(x.content_sm3, v.content_sm3)
    """)
    yield from rows("""
        select d.id, 'interpretation' from documents_document d
          join publication_release r on r.document_id = d.id and r.state = 'live'
          join documents_version v on v.id = d.version_id
          left join interpretation_interpretationplan i on i.id = r.plan_id and i.document_id = d.id
         where d.is_policy and (select o.verdict from review_opinion o
             where o.document_id = d.id and o.desk = 'interpretation_cosign' and o.superseded_at is null
               and o.plan_sm3 = i.sm3 and o.content_sm3 = v.content_sm3 order by o.id desc limit 1)
             is distinct from 'agree'
           and not exists (select 1 from review_emergency e
                            where e.document_id = d.id and e.declared_at <= r.published_at)
    """)


FINDINGS = """
    with published as (
        select d.id, coalesce(r.content_sm3, v.content_sm3) as text from documents_document d
          join documents_version v on v.id = d.version_id left join documents_redactedtext r on r.id = d.redacted_id
         where d.status = 'published'
    ), latest as (
        select distinct on (p.id) p.id as document, s.id as scan, s.failed
          from published p left join review_scan s on s.document_id = p.id and s.text_sm3 = p.text
         order by p.id, s.id desc
    )
    select l.document, f.serial, array_agg(d.outcome order by d.id) from latest l
      left join review_finding f on f.scan_id = l.scan and f.severity <> 'info'
      left join review_disposal d on d.finding_id = f.id
     group by l.document, l.scan, l.failed, f.id, f.serial, f.is_sensitive
    having l.scan is null or l.failed or (f.id is not null and (
        (array_agg(d.outcome order by d.id desc))[1] is distinct from 'keep'
        or (f.is_sensitive and count(distinct d.by_id) filter (where d.outcome = 'keep') < 2)))
"""


def findings_were_disposed_of() -> Iterator[object]:
    """Invariant 3: what is public was scanned, each finding answered, and nothing withheld can be read in it."""
    yield from rows(FINDINGS)
    for text in RedactedText.objects.filter(current_of__isnull=False, version__erased_at=None):
        lines = dict(texts(contents.from_json(text.version.content)))
        public = " ".join(contents.from_json(text.content).lines())
        for each in text.redactions.filter(stays_elsewhere=False):
            passage = lines.get(each.place, "")[each.start : each.end]
            if len(passage) > 1 and passage in public:
                yield f"text {text.pk} still says what was withheld at {each.place}"


def contents_bear_their_digests() -> Iterator[str]:
    """Invariants 2 and 3: the digests that everybody named are those of what is stored."""
    for key, content, sm3, sha256 in rows(
        "select id, content::text, content_sm3, content_sha256 from documents_version where erased_at is null"
        " union all select id, content::text, content_sm3, content_sha256 from documents_redactedtext"
        " where content <> '{}'"
    ):
        plain = json.dumps(json.loads(content), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        if (hashlib.new("sm3", plain).hexdigest(), hashlib.sha256(plain).hexdigest()) != (sm3, sha256):
            yield f"version {key} is not what its digests say"


def numbers_have_no_gaps() -> list:
    """Invariant 4."""
    return rows("""
        select series_id, year, array_agg(serial order by serial) from documents_documentnumber
         group by 1, 2 having (min(serial), max(serial), count(distinct serial)) <> (1, count(*), count(*))
    """) + rows("""
        select number_text from documents_document where number_text <> '' group by 1 having count(*) > 1
    """) + rows("""
        select n.id from documents_documentnumber n join documents_document d on d.id = n.document_id
         where (n.void_at is null) <> (d.number_id is not distinct from n.id)
            or (n.void_at is not null and n.void_reason !~ '\\S')
    """)  # fmt: skip


def journal_is_whole() -> list:
    """Invariant 7, and that no opinion, return, signature, number or release is without its line."""
    told = {
        "review_opinion": ("review.opinion",),
        "review_return": ("review.return",),
        "review_consultation": ("consultation.opened",),
        "documents_version": ("document.version",),
        "review_scan": ("review.scan",),
        "documents_disclosuredecision": ("document.decide_disclosure", "document.propose_conversion"),
        "documents_signoff": ("document.sign", "document.reopen_disclosure"),
        "documents_documentnumber": ("document.number", "document.renumber"),
        "publication_release": ("publication.release", "publication.correct"),
        "publication_endingproposal": ("publication.ending_proposed",),
        "deadlines_extension": ("deadline.extension_asked",),
    }
    untold = [
        (table, verbs)
        for table, verbs in told.items()
        if rows(f"select count(*) from {table}")  # noqa: S608
        != rows("select count(*) from audit_entry where verb = any(%(verbs)s)", verbs=list(verbs))
    ]
    return [*verification.verify().broken, *untold]


def nobody_judged_the_own_work() -> list:
    """Invariant 8, with whoever stood in for a maker when the opinion was given."""
    makers = """
        array[d.drafter_id, v.uploaded_by_id, v.uploaded_for_id]
        || array(select g.delegate_id from accounts_delegation g
                  where g.principal_id in (d.drafter_id, v.uploaded_by_id, v.uploaded_for_id)
                    and g.made_at <= o.at and (g.revoked_at is null or g.revoked_at > o.at)
                    and (o.at at time zone 'Asia/Shanghai')::date between g.starts_on and g.ends_on)
    """
    own = f"""
        select o.id, o.desk from review_opinion o
          join documents_document d on d.id = o.document_id join documents_version v on v.id = o.version_id
         where o.desk = any(%(judging)s)
           and array_remove(array[o.by_id, o.on_behalf_of_id], null) && array_remove({makers}, null)
    """  # noqa: S608
    twice = """
        select a.id, a.desk, b.id, b.desk from review_opinion a join review_opinion b using (document_id)
         where a.desk < b.desk and a.desk = any(%(separated)s) and b.desk = any(%(separated)s)
           and array_remove(array[a.by_id, a.on_behalf_of_id], null)
               && array_remove(array[b.by_id, b.on_behalf_of_id], null)
    """
    return rows(own, judging=list(JUDGING)) + rows(twice, separated=list(SEPARATED))


def tasks_agree_with_the_documents() -> list:
    """A document on its way always waits for somebody, one that is at rest for nobody."""
    return rows("""
        select d.id, d.status, p.status, array_agg(t.flow_task || t.status) filter (where t.finished is null)
          from documents_document d
          left join workflow_dispatchprocess p on p.document_id = d.id and p.status = 'NEW'
          left join workflow_desktask t on t.document_id = d.id
         group by d.id, p.id
        having (p.id is not null) <> bool_or(coalesce(t.finished is null and t.id is not null, false))
            or (d.status in ('in_review', 'signed') and p.id is null)
            or (d.status = 'discarded' and p.id is not null)
            or (d.status = 'retracted' and bool_or(t.finished is null and t.desk = 'follow_up'))
            or (d.status = 'draft' and p.id is not null
                and array_agg(t.desk) filter (where t.finished is null) <> array['revise']::varchar[])
    """) + rows("""
        select document_id, desk, count(*) from workflow_desktask
         where finished is null and desk not in ('', 'department_cosign') group by 1, 2 having count(*) > 1
    """)


def cosigns_agree_with_the_tasks() -> list:
    """Each open row of a round has one open task, each open task of a co-sign an open row; no round stays behind."""
    return rows("""
        select c.id, c.state, count(t.id) from review_cosign c
          left join workflow_desktask t on t.cosign_id = c.id and t.finished is null
         group by c.id having count(t.id) <> case when c.state = 'open' then 1 else 0 end
    """) + rows("""
        select r.id from review_cosignround r where (r.closed_at is null)
            <> exists (select 1 from review_cosign c where c.round_id = r.id and c.state in ('open', 'lent'))
    """)


def served_is_what_was_released() -> Iterator[str]:
    """Invariant 9: what the portal hands out stands as live and published, byte for byte as it was verified."""
    from portal import selectors as portal

    live = dict(
        rows("""
        select i.text, array[c.html_sha256, c.docx_sha256] from publication_release r
          join documents_document d on d.id = r.document_id join publication_indexnumber i on i.id = r.index_id
          join publication_publiccopy c on c.id = r.copy_id
         where r.state = 'live' and d.status = 'published'
    """)
    )
    served = {document.index for document in portal.newest()}
    if served != set(live):
        yield f"served {served}, live {set(live)}"
    for index in served & set(live):
        files = [portal.file_at(index, kind) for kind in ("html", "docx")]
        if [hashlib.sha256(bytes(file.data)).hexdigest() for file in files] != live[index]:
            yield f"{index} is served with other bytes"


def endings_were_approved_by_another() -> list:
    """R35: no release ends but by a proposal that somebody else approved; nothing else follows from a proposal."""
    return rows("""
        select r.id, r.state, p.state from publication_release r
          left join publication_endingproposal p on p.release_id = r.id and p.state = 'approved'
         where (r.state <> 'live') <> (p.id is not null)
            or array_remove(array[p.proposed_by_id, p.proposed_for_id], null)
               && array_remove(array[p.decided_by_id, p.decided_for_id], null)
    """)


def third_parties_agreed_or_were_overruled() -> list:
    """R29: nothing is public over a third party's silence or objection; nobody decided on the own document (R87)."""
    return rows("""
        select c.id, last.kind, last.outcome from review_consultation c
          join documents_document d on d.id = c.document_id and d.status = 'published'
          left join publication_release r on r.document_id = d.id and r.state = 'live'
          left join publication_publiccopy p on p.id = r.copy_id
          left join lateral (select s.kind, s.outcome from review_consultationstep s
                              where s.consultation_id = c.id and s.kind in ('answered', 'decided', 'cancelled')
                              order by s.id desc limit 1) last on true
         where c.kind = 'third_party' and (last.kind is null
            or last.outcome not in ('', 'consents', 'publish')
               and not (last.outcome = 'redact' and p.content_sm3 <> c.content_sm3))
    """) + rows("""
        select s.id from review_consultationstep s join review_consultation c on c.id = s.consultation_id
          join documents_document d on d.id = c.document_id
         where s.kind = 'decided' and d.drafter_id in (s.by_id, s.on_behalf_of_id)
    """)


def moments_were_kept() -> list:
    """R21: nothing is public before its embargo or its order; an order ends once, an open one has its job waiting."""
    return rows("""
        select d.id, d.not_before, r.published_at from documents_document d
          join publication_release r on r.document_id = d.id where r.published_at < d.not_before
    """) + rows("""
        select s.id, s.state from publication_schedule s
          left join publication_release r on r.document_id = s.document_id and r.published_at = s.ended_at
         where (s.state = 'done') <> (r.id is not null and r.published_at >= s.release_at)
    """) + rows("""
        select s.id, 'nobody waits for it' from publication_schedule s
         where s.state = 'open' and not exists (
             select 1 from workflow_desktask t join outbox_entry o on o.key = 'task:' || t.id and o.done_at is null
              where t.document_id = s.document_id and t.finished is null and t.desk = ''
                and o.next_at >= s.release_at)
    """)  # fmt: skip


def emergencies_end_by_another() -> list:
    """R82: a co-sign is missing only in an emergency, and its approval came from another after all were answered."""
    return rows("""
        select e.id, e.state from review_emergency e join documents_document d on d.id = e.document_id
         where array_remove(array[e.declared_by_id, e.declared_for_id], null)
               && array_remove(array[e.decided_by_id, e.decided_for_id], null)
            or d.drafter_id in (e.declared_by_id, e.declared_for_id, e.decided_by_id, e.decided_for_id)
            or (e.state = 'ratified' and exists (
                select 1 from review_skippedcosign s where s.emergency_id = e.id and s.verdict = ''))
    """)


ALL: tuple[Callable[[], object], ...] = (
    nothing_awaits_the_end_of_the_transaction,
    attributes_are_decided,
    signatures_cover,
    published_was_reviewed,
    findings_were_disposed_of,
    contents_bear_their_digests,
    numbers_have_no_gaps,
    journal_is_whole,
    nobody_judged_the_own_work,
    tasks_agree_with_the_documents,
    cosigns_agree_with_the_tasks,
    served_is_what_was_released,
    endings_were_approved_by_another,
    third_parties_agreed_or_were_overruled,
    moments_were_kept,
    emergencies_end_by_another,
)


def tables() -> list[str]:
    return [name for (name,) in rows("select tablename::text from pg_tables where schemaname = 'public' order by 1")]


def everything_stored() -> Iterator[tuple[str, bytes]]:
    """Yield each table's name and all it holds as COPY writes it (bytea in hexadecimal)."""
    from io import BytesIO

    with connection.cursor() as cursor:
        for table in tables():
            held = BytesIO()
            cursor.copy_expert(f'copy public."{table}" to stdout', held)
            yield table, held.getvalue()


def traces_of(*words: str) -> list[tuple[str, str]]:
    """Return the tables in which one of the words stands, as text, as JSON escapes or as bytes."""
    shapes = {
        word: (word.encode(), word.encode().hex().encode(), json.dumps(word)[1:-1].encode().replace(b"\\", b"\\\\"))
        for word in words
    }
    return [
        (table, word)
        for table, held in everything_stored()
        for word, looks in shapes.items()
        if any(look in held for look in looks)
    ]
