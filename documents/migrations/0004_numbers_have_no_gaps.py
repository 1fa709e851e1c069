"""R50: a number is the next one of its series and year, is never deleted, changes only by becoming void, and stands on
the document that it was given to, which bears no other."""

from django.db import migrations

FORWARD = """
create function documents_number_is_next() returns trigger language plpgsql as $$
declare
    last integer;
    runs_on boolean;
begin
    select is_order into runs_on from documents_numberseries where id = new.series_id for update;
    if runs_on <> (new.year = 0) then
        raise exception '令号不编年份，其他字号须编年份（规则50）' using errcode = 'check_violation';
    end if;
    select coalesce(max(serial), 0) into last from documents_documentnumber
        where series_id = new.series_id and year = new.year;
    if new.serial <> last + 1 or new.void_at is not null then
        raise exception '发文字号须连续编定：应为%号（规则50）', last + 1 using errcode = 'check_violation';
    end if;
    return new;
end $$;

create function documents_number_only_becomes_void() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.void_at is null and new.void_at is not null
       and to_jsonb(new) - 'void_at' - 'void_reason' = to_jsonb(old) - 'void_at' - 'void_reason' then
        return new;
    end if;
    raise exception '发文字号不得修改或删除，只能注明原因作废（规则50）' using errcode = 'check_violation';
end $$;

create function documents_series_is_settled() returns trigger language plpgsql as $$
begin
    if (new.code, new.is_order) <> (old.code, old.is_order)
       and exists (select 1 from documents_documentnumber n where n.series_id = old.id) then
        raise exception '已编过号的发文代字不得更改（规则50）' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create function documents_number_text(num documents_documentnumber) returns text language sql stable as $$
    select s.code || case when s.is_order then '第' else '〔' || num.year || '〕' end || num.serial || '号'
      from documents_numberseries s where s.id = num.series_id
$$;

create function documents_check_number(document bigint) returns void language plpgsql as $$
declare
    doc documents_document;
    num documents_documentnumber;
begin
    select * into doc from documents_document where id = document;
    if exists (select 1 from documents_documentnumber n
                where n.document_id = doc.id and n.void_at is null and n.id is distinct from doc.number_id) then
        raise exception '字号须由所编的公文使用（规则50）' using errcode = 'check_violation';
    end if;
    if doc.number_id is null then
        if doc.number_text <> '' then
            raise exception '未登记的公文不得有发文字号（规则50）' using errcode = 'check_violation';
        end if;
        return;
    end if;
    if doc.status not in ('issued', 'published', 'filed', 'retracted') then
        raise exception '未登记的公文不得有发文字号（规则50）' using errcode = 'check_violation';
    end if;
    select * into num from documents_documentnumber where id = doc.number_id;
    if num.document_id <> doc.id or num.void_at is not null or doc.number_text <> documents_number_text(num)
       or num.year not in (0, extract(year from doc.issued_on)) then
        raise exception '公文的发文字号须为编给本件的有效字号（规则50）' using errcode = 'check_violation';
    end if;
end $$;

create function documents_document_bears_its_number() returns trigger language plpgsql as $$
begin
    perform documents_check_number(new.id);
    return null;
end $$;

create function documents_number_is_borne() returns trigger language plpgsql as $$
begin
    perform documents_check_number(new.document_id);
    return null;
end $$;

create constraint trigger document_bears_its_number
    after insert or update of status, number_id, number_text, issued_on on documents_document
    deferrable initially deferred for each row execute function documents_document_bears_its_number();
create constraint trigger number_is_borne after insert or update on documents_documentnumber
    deferrable initially deferred for each row execute function documents_number_is_borne();
create trigger series_is_settled before update on documents_numberseries
    for each row execute function documents_series_is_settled();
create trigger number_is_next before insert on documents_documentnumber
    for each row execute function documents_number_is_next();
create trigger number_only_becomes_void before update or delete on documents_documentnumber
    for each row execute function documents_number_only_becomes_void();
create trigger number_never_truncated before truncate on documents_documentnumber
    for each statement execute function documents_never_changes();
"""

REVERSE = """
drop trigger series_is_settled on documents_numberseries;
drop trigger number_is_borne on documents_documentnumber;
drop trigger document_bears_its_number on documents_document;
drop function documents_number_is_borne();
drop function documents_document_bears_its_number();
drop function documents_check_number(bigint);
drop function documents_number_text(documents_documentnumber);
drop function documents_series_is_settled();
drop trigger number_never_truncated on documents_documentnumber;
drop trigger number_only_becomes_void on documents_documentnumber;
drop trigger number_is_next on documents_documentnumber;
drop function documents_number_only_becomes_void();
drop function documents_number_is_next();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_signature_names_what_it_covers")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
