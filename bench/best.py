"""The best SQL for what a page of the office shows: lists, counts beside tabs, columns and places, bell; by hand.

As few statements as possible, each with the plan that its indexes allow: keys of a page before its joins, one of each
kind of task before the question who may take it, the newest bands of the search before all. Who asks is known already,
as to a page that has asked who signed in. Conditions that no row of the database can meet are not left out.
"""

from typing import NamedTuple

from django.db import connection

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import roles_of
from deadlines.selectors import calendar
from oversight.search import bands
from portal import words
from review.rules import JUDGING_DESKS, SEPARATED_DESKS
from workflow.policies import paths_to

# ruff: noqa: S608  # every value is a constant of this module or a key of the scratch database


class Who(NamedTuple):
    """Whoever asks: key, roles, path of the office."""

    key: int
    roles: frozenset[Role]
    path: str


Best = tuple[str, ...]


def who_is(user: User) -> Who:
    """Return what the statements have to know of the person."""
    return Who(user.pk, roles_of(user.pk), user.office.path)


def among(values: object) -> str:
    """Return the values as a list of SQL."""
    return ", ".join(f"'{each}'" for each in sorted(map(str, values)))  # type: ignore[call-overload]


OPEN = "t.finished is null and t.desk <> ''"
LATE = "(t.due_at is null and t.due_on < current_date or t.due_at < now())"
NEAR = f"(not {LATE} and t.due_on <= current_date + 3)"
ZONED = "at time zone 'Asia/Shanghai'"
SOONEST = "order by t.due_on nulls last, t.id"
LATEST = "order by t.finished desc, t.id desc"
HOLDER = (
    "select 1 from accounts_membership m join auth_group g on g.id = m.group_id"
    " join accounts_user u on u.id = m.user_id join accounts_office o on o.id = u.office_id"
    " where u.is_active and g.name = k.role"
)
STRANDED = (
    f"(not case when k.scope = 'drafter' then exists ({HOLDER} and u.id = k.person_id)"
    f" when k.person_id is not null then exists ({HOLDER} and u.id = k.person_id and u.id <> k.drafter_id)"
    f" when k.scope = 'up' then exists ({HOLDER} and u.id <> k.drafter_id and starts_with(k.office_path, o.path))"
    f" else exists ({HOLDER} and u.id <> k.drafter_id and starts_with(o.path, k.office_path)) end"
    f" or k.owner_id is not null and not exists ({HOLDER} and u.id = k.owner_id))"
)
ROW = (
    "t.id, t.desk, t.due_on, t.due_at, t.created, t.finished, t.urged_at, d.title, d.number_text, d.urgency, d.status,"
    " d.emergency, d.not_before, d.proposed_id, o.name, u.full_name, h.full_name, c.id, co.name,"
    " exists (select 1 from review_return r where r.document_id = t.document_id and r.at <= t.created),"
    " exists (select 1 from deadlines_extension e where e.subject_id = t.id and e.kind = 'desk' and e.state = 'asked')"
)
JOINED = (
    "join documents_document d on d.id = t.document_id join accounts_office o on o.id = d.office_id"
    " join accounts_user u on u.id = d.drafter_id left join accounts_user h on h.id = t.owner_id"
    " left join review_cosign c on c.id = t.cosign_id left join accounts_office co on co.id = c.office_id"
)
WAITS = (
    f", (select {STRANDED} from (select t.role, t.scope, t.person_id, t.office_path, t.owner_id, d.drafter_id) k),"
    " (select count(*) from accounts_membership m join auth_group g on g.id = m.group_id join accounts_user u"
    " on u.id = m.user_id join accounts_office o on o.id = u.office_id where u.is_active and g.name = t.role"
    " and t.owner_id is null and t.person_id is null and starts_with(o.path, t.office_path)),"
    " exists (select 1 from review_consultation c where c.document_id = t.document_id),"
    " exists (select 1 from review_opinion p where p.document_id = t.document_id"
    " and p.desk = 'confidentiality_leader' and p.verdict = 'cannot_determine' and p.superseded_at is null),"
    " exists (select 1 from accounts_absence a where a.person_id = coalesce(t.owner_id, t.person_id)"
    " and a.ended_at is null and current_date between a.starts_on and a.ends_on),"
    " exists (select 1 from accounts_delegation a where a.principal_id = coalesce(t.owner_id, t.person_id)"
    " and a.revoked_at is null and current_date between a.starts_on and a.ends_on)"
)
EMERGENCIES = (
    "array[(select count(*) from publication_release r where r.state = 'live' and {0}), (select count(*) from"
    " review_emergency e join documents_document d on d.id = e.document_id join publication_release r"
    " on r.document_id = d.id where d.emergency <> '' and r.state = 'live' and {0})]"
).format("r.published_at >= date_trunc('year', now(), 'Asia/Shanghai')")
BESIDE = (  # what the board says beside its rows
    EMERGENCIES,
    "(select array[count(*)::text, min(release_at)::text] from publication_schedule where state = 'open')",
    "(select count(*) from outbox_entry where stuck or done_at is null and created_at < now() - interval '5 minutes')",
    "(select count(*) from notices_message where state = 'given_up')",
    "(select count(*) from publication_livecheck c join publication_release r on r.id = c.release_id"
    " where c.outcome <> 'ok' and r.state = 'live')",
    "(select count(*) from publication_delivery where state = 'given_up')",
    "(select max(id) from workflow_bulkact where at > now() - interval '1 day')",
    "array(select name from workflow_savedfilter)",
    "array(select name from accounts_office order by path)",
)
NUMBERED = (
    "select n.id, n.serial, n.year, s.code, d.title, d.issued_on, d.status, o.name, c.attribute, g.signed_at,"
    " u.full_name, v.full_name from (select id from documents_documentnumber n {}) k"
    " join documents_documentnumber n on n.id = k.id join documents_numberseries s on s.id = n.series_id"
    " join documents_document d on d.id = n.document_id join accounts_office o on o.id = d.office_id"
    " left join documents_disclosuredecision c on c.id = d.decision_id left join documents_signoff g"
    " on g.id = d.signoff_id left join accounts_user u on u.id = g.signed_by_id"
    " left join accounts_user v on v.id = g.signed_for_id order by n.id desc"
)
GAPS = (
    "select series_id, year from documents_documentnumber where year in (0, extract(year from current_date)::int)"
    " group by 1, 2 having max(serial) > count(*)"
)
THIS_MONTH = "date_trunc('month', now(), 'Asia/Shanghai')"
LAST_YEAR = f"({THIS_MONTH} - interval '11 months')"


def figures(who: Who) -> Best:
    """Return the statements for 统计 of the present month, with the trend of a year."""
    organ = paths_to(who.path)[0]
    days = "'{" + ",".join(map(str, calendar(organ).workdays)) + "}'::int[]"
    worked = (
        f"width_bucket((finished {ZONED})::date - date '0001-01-01' + 1, {days})"
        f" - width_bucket((created {ZONED})::date - date '0001-01-01' + 1, {days})"
    )
    due = (
        f"with due as (select date '0001-01-01' - 1 + ({days})[20 +"
        f" width_bucket(d.issued_on - date '0001-01-01' + 1, {days})] as due_day, r.published_on"
        " from documents_document d join documents_disclosuredecision c"
        " on c.id = d.decision_id left join publication_release r on r.document_id = d.id and r.serial = 1"
        " where d.status in ('issued', 'published', 'retracted') and c.attribute = 'proactive' and d.led_by = ''"
        f" and d.issued_on >= {LAST_YEAR} - interval '60 days') select date_trunc('month', due_day), count(*),"
        " count(*) filter (where published_on <= due_day) from due where (published_on is not null"
        f" or due_day < current_date) and due_day >= {LAST_YEAR} group by 1"
    )
    return (
        everywhere(who),
        f"select desk, count(*), percentile_cont(0.5) within group (order by {worked}), percentile_cont(0.9)"
        f" within group (order by {worked}), count(due_on), count(*) filter (where (finished {ZONED})::date <= due_on)"
        f" from workflow_desktask where finished >= {THIS_MONTH} and closed_by_id is not null and desk <> ''"
        " group by 1",
        f"select reason, count(*) from review_return where at >= {THIS_MONTH} group by 1",
        "select c.attribute, c.ground, c.stages, count(*) from documents_documentnumber n join documents_document d"
        " on d.id = n.document_id join documents_disclosuredecision c on c.id = d.decision_id"
        f" where n.given_at >= {THIS_MONTH} group by 1, 2, 3",
        by_month("given_at", "documents_documentnumber"),
        by_month("created", "workflow_dispatchprocess"),
        by_month("at", "review_return"),
        f"select date_trunc('month', published_at {ZONED}), count(*), count(*) filter (where d.emergency <> '')"
        " from publication_release r join documents_document d on d.id = r.document_id"
        f" where published_at >= {LAST_YEAR} and serial = 1 group by 1",
        due,
    )


def by_month(moment: str, table: str) -> str:
    """Return how many rows each of the last twelve months has."""
    return (
        f"select date_trunc('month', {moment} {ZONED}), count(*) from {table} where {moment} >= {LAST_YEAR} group by 1"
    )


def asks(who: Who) -> str:
    """Return the condition on tasks that ask the person who may judge them (d: the document, v: its version)."""
    me, separated = who.key, among(SEPARATED_DESKS)
    return (
        f"{OPEN} and t.role in ({among(who.roles)}) and (t.person_id = {me} or t.person_id is null"
        f" and (t.scope = 'up' and starts_with(t.office_path, '{who.path}')"
        f" or t.scope <> 'up' and t.office_path in ({among(paths_to(who.path))})))"
        f" and not (t.desk in ({among(JUDGING_DESKS)}) and"
        f" (d.drafter_id = {me} or v.uploaded_by_id is not distinct from {me}))"
        f" and not (t.desk in ({separated}) and exists (select 1 from review_opinion p"
        f" where p.document_id = t.document_id and {me} in (p.by_id, p.on_behalf_of_id)"
        f" and p.desk in ({separated}) and p.desk <> t.desk))"
    )


ASKED = (
    "workflow_desktask t join documents_document d on d.id = t.document_id"
    " left join documents_version v on v.id = d.version_id"
)


def mine(who: Who) -> str:
    """Return the condition on the tasks that the person has to do."""
    return f"{asks(who)} and (t.owner_id = {who.key} or t.owner_id is null and t.person_id = {who.key})"


def free(who: Who) -> str:
    """Return the condition on the tasks that the person may claim."""
    return f"{asks(who)} and t.owner_id is null and t.person_id is distinct from {who.key}"


def everywhere(who: Who, *more: str) -> str:
    """Return the statement for what every page says: who it is, for whom, bell, what waits; and `more` scalars."""
    me = who.key
    parts = (
        "u.full_name, u.title, o.short_name",
        "array(select g.name from accounts_membership m join auth_group g on g.id = m.group_id where m.user_id = u.id)",
        "array(select p.full_name from accounts_delegation d join accounts_user p on p.id = d.principal_id where"
        " d.delegate_id = u.id and d.revoked_at is null and current_date between d.starts_on and d.ends_on)",
        "(select count(*) from (select 1 from notices_notice where person_id = u.id and read_at is null limit 100) n)",
        f"(select count(*) from oversight_card c where c.person_id = {me} and c.state = 'issued')",
        "(select count(*) from oversight_card c where c.state in ('explained', 'appealed'))",
        f"(select count(*) from {ASKED} where {mine(who)})",
        *more,
    )
    return (
        f"select {', '.join(parts)} from accounts_user u join accounts_office o on o.id = u.office_id where u.id = {me}"
    )


def desk(who: Who, *more: str) -> str:
    """Return `everywhere` with the tab for what may be claimed and the terms that run out."""
    claimable = f"(select count(*) from {ASKED} where {free(who)})"
    expiring = "(select count(*) from publication_validityterm where reminded_at is not null and lapsed_at is null)"
    return everywhere(who, claimable, expiring, *more)


def bounded(table: str, where: str = "true") -> str:
    """Return how many rows can be paged through."""
    return f"(select count(*) from (select 1 from {table} where {where} limit 10001) b)"


def tasks(where: str, order: str = SOONEST, *, inside: str = "workflow_desktask t", more: str = "") -> str:
    """Return the statement for one page of tasks; `order` ends with an offset where the page is a later one."""
    keys = f"select t.id from {inside} where {where} {order.partition(' offset')[0]} limit 25"
    offset = order.partition(" offset")[2]
    keys += f" offset {offset}" if offset else ""
    ordered = order.partition(" offset")[0]
    return f"select {ROW}{more} from ({keys}) key join workflow_desktask t on t.id = key.id {JOINED} {ordered}"


def drafts(who: Who) -> Best:
    """Return the statements for 我起草的."""
    drafted = f"drafter_id = {who.key}"
    return (
        desk(who, bounded("documents_document", drafted)),
        "select d.id, d.title, d.number_text, d.status, d.changed_at, o.name, t.desk, t.due_on, h.full_name"
        f" from (select * from documents_document where {drafted} order by id desc limit 25) d"
        " join accounts_office o on o.id = d.office_id left join workflow_desktask t on t.document_id = d.id"
        f" and {OPEN} left join accounts_user h on h.id = t.owner_id order by d.id desc",
    )


def columns(where: str) -> str:
    """Return the statement for the board's columns: one of each kind of task is asked who may take it."""
    return (
        "with k as (select t.desk, t.role, t.scope, t.office_path, t.person_id, t.owner_id, d.drafter_id,"
        f" count(*) as n, min(t.created) as oldest, count(*) filter (where {LATE}) as late,"
        f" count(*) filter (where {NEAR}) as near,"
        " count(*) filter (where t.due_on is null) as endless from workflow_desktask t join documents_document d"
        f" on d.id = t.document_id where {where} group by 1, 2, 3, 4, 5, 6, 7)"
        " select desk, sum(n), min(oldest), sum(late), sum(near), sum(endless),"
        f" sum(n) filter (where {STRANDED}) from k group by 1"
    )


def board(who: Who, where: str = "true", desk: str = "true", order: str = SOONEST) -> Best:
    """Return the statements for 督办看板; `desk` is the condition that its columns leave out."""
    within = f"{OPEN} and {where}"
    return (everywhere(who, *BESIDE), columns(within), tasks(f"{within} and {desk}", order, more=WAITS))


def register(who: Who, keys: str, counted: str = "true") -> Best:
    """Return the statements for 发文登记簿."""
    series = "array(select code from documents_numberseries order by code)"
    return (everywhere(who, series, bounded("documents_documentnumber", counted)), NUMBERED.format(keys), GAPS)


def search(who: Who, word: str) -> Best:
    """Return the statements for a question: what is counted by the filters, and the rows of the first page."""
    with connection.cursor() as cursor:
        cursor.execute("select max(id) from documents_document")
        top = cursor.fetchone()[0]
        span = bands.newest(top)
        while True:
            keys = _found(who, word, None if span is None else bands.names_of(span))
            cursor.execute(keys)
            if cursor.rowcount > COUNTED or span is None:
                break
            span = bands.wider(span, cursor.rowcount, COUNTED + 1)
        page = ", ".join(str(key) for (key,) in cursor.fetchmany(25))
    counted = (
        "select d.id, d.status, c.attribute, d.genre, d.office_id, extract(year from d.created_at), c.stages,"
        " array(select t.desk || coalesce(t.due_on::text, '') from workflow_desktask t"
        f" where t.document_id = d.id and {OPEN})"
        f" from ({keys}) k (id) join documents_document d on d.id = k.id"
        " left join documents_disclosuredecision c on c.id = d.decision_id order by d.id desc"
    )
    rows = (
        "select d.id, d.title, d.number_text, d.status, o.name, u.full_name, c.attribute, array(select substr(p.text,"
        f" greatest(1, strpos(p.folded, '{word}') - 20), 90) from oversight_searchpassage p where p.document_id = d.id"
        f" and strpos(p.folded, '{word}') > 0) from documents_document d join accounts_office o on o.id = d.office_id"
        " join accounts_user u on u.id = d.drafter_id left join documents_disclosuredecision c on c.id = d.decision_id"
        f" where d.id in ({page}) order by d.id desc"
    )
    offices = "array(select name from accounts_office)"
    return (everywhere(who, offices, "exists (select 1 from oversight_staledocument)"), counted, rows)


COUNTED = 1000


def _found(who: Who, word: str, newest: list[str] | None) -> str:
    lay = (
        "exists (select 1 from workflow_desktask t where t.document_id = p.document_id and t.created >= p.since and"
        f" t.created < p.until and t.desk <> '' and ({who.key} in (t.closed_by_id, t.closed_for_id) or t.person_id ="
        f" {who.key} and t.role in ({among(who.roles)})))"
    )
    oversees = Role.OFFICE_SECRETARY in who.roles
    own = f"l.path in ({among(paths_to(who.path))})" if oversees else f"d.drafter_id = {who.key}"
    return (
        "select distinct p.document_id from oversight_searchpassage p join documents_document d on d.id = p.document_id"
        " join accounts_office l on l.id = d.lead_office_id"
        f" where p.vector @@ $q${words.question([word], months=newest)}$q$::tsquery"
        f" and strpos(p.folded, '{word}') > 0 and ({own} or {lay}) order by 1 desc limit {COUNTED + 1}"
    )
