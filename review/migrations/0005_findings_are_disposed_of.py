"""Scans, findings and disposals never change; a text is clean only when each grave finding was disposed of (R26, R28)."""

from django.db import migrations

FORWARD = """
alter table review_opinion disable trigger opinion_never_changes;
update review_opinion set public_sm3 = content_sm3
 where desk in ('confidentiality_officer', 'confidentiality_head', 'confidentiality_leader', 'office_check', 'sign');
alter table review_opinion enable trigger opinion_never_changes;

create function review_finding_may_be_erased() returns trigger language plpgsql as $$
declare
    document bigint;
begin
    select s.document_id into document from review_scan s where s.id = old.scan_id;
    if tg_op = 'UPDATE' and new.masked = '（已按保密规定清除）'
       and to_jsonb(new) - 'masked' = to_jsonb(old) - 'masked' and review_must_be_classified(document) then
        return new;
    end if;
    raise exception '疑点不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function review_disposal_may_be_erased() returns trigger language plpgsql as $$
declare
    document bigint;
begin
    select s.document_id into document
      from review_finding f join review_scan s on s.id = f.scan_id where f.id = old.finding_id;
    if tg_op = 'UPDATE' and new.text = '（已按保密规定清除）'
       and to_jsonb(new) - 'text' = to_jsonb(old) - 'text' and review_must_be_classified(document) then
        return new;
    end if;
    raise exception '疑点处理不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create function review_row_never_changes() returns trigger language plpgsql as $$
begin
    raise exception '% 的记录不得修改或删除', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create trigger scan_never_changes before update or delete on review_scan
    for each row execute function review_row_never_changes();
create trigger finding_never_changes before update or delete on review_finding
    for each row execute function review_finding_may_be_erased();
create trigger disposal_never_changes before update or delete on review_disposal
    for each row execute function review_disposal_may_be_erased();
create trigger scans_never_emptied before truncate on review_scan
    for each statement execute function review_never_vanishes();
create trigger findings_never_emptied before truncate on review_finding
    for each statement execute function review_never_vanishes();
create trigger disposals_never_emptied before truncate on review_disposal
    for each statement execute function review_never_vanishes();

-- Why a text may not be public as far as its findings go; null when nothing stands against it.
create function review_findings_against(document bigint, sm3 text) returns text language plpgsql stable as $$
declare
    last review_scan;
begin
    select * into last from review_scan where document_id = document and text_sm3 = sm3 order by id desc limit 1;
    if last.id is null or last.failed then
        return '公开文本未经个人信息扫描（规则26）';
    end if;
    if last.found <> (select count(*) from review_finding f where f.scan_id = last.id) then
        return '疑点记录不完整（规则26）';
    end if;
    if exists (
        select 1 from review_finding f
         where f.scan_id = last.id and f.severity in ('block', 'warn')
           and coalesce((select d.outcome from review_disposal d where d.finding_id = f.id order by d.id desc limit 1),
                        'open') <> 'keep'
    ) then
        return '公开文本还有未处理的疑点（规则26）';
    end if;
    if exists (
        select 1 from review_finding f
         where f.scan_id = last.id and f.severity in ('block', 'warn') and f.is_sensitive
           and (select count(distinct latest.by_id)
                  from (select distinct on (d.by_id) d.by_id, d.outcome from review_disposal d
                         where d.finding_id = f.id order by d.by_id, d.id desc) latest
                 where latest.outcome = 'keep') < 2
    ) then
        return '敏感信息或未成年人信息未经第二人复核（规则28）';
    end if;
    return null;
end $$;
"""

REVERSE = """
drop function review_findings_against(bigint, text);
drop trigger disposals_never_emptied on review_disposal;
drop trigger findings_never_emptied on review_finding;
drop trigger scans_never_emptied on review_scan;
drop trigger disposal_never_changes on review_disposal;
drop trigger finding_never_changes on review_finding;
drop trigger scan_never_changes on review_scan;
drop function review_row_never_changes();
drop function review_disposal_may_be_erased();
drop function review_finding_may_be_erased();
"""


class Migration(migrations.Migration):
    dependencies = [("review", "0004_findings"), ("documents", "0007_redactions_never_change")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
