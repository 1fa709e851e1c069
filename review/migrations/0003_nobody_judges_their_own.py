"""Invariant 8 of the design: an opinion is about the document's own text, by people who did not make it, each at one desk."""

from django.db import migrations

FORWARD = """
create function review_makers(document bigint, version bigint, at timestamptz) returns bigint[]
language sql stable as $$
    with makers as (
        select unnest(array[d.drafter_id, v.uploaded_by_id, v.uploaded_for_id, c.decided_by_id, c.decided_for_id]) as person
          from documents_document d
               join documents_version v on v.id = version
               left join documents_disclosuredecision c on c.id = d.decision_id
         where d.id = document
    ), substitutes as (
        select g.delegate_id as person
          from accounts_delegation g
               join makers m on m.person = g.principal_id
               join accounts_user principal on principal.id = g.principal_id and principal.is_active
               join accounts_user delegate on delegate.id = g.delegate_id and delegate.is_active
         where g.revoked_at is null and (at at time zone 'Asia/Shanghai')::date between g.starts_on and g.ends_on
    )
    select array_agg(person) from (table makers union table substitutes) everybody where person is not null
$$;

create function review_nobody_judges_their_own() returns trigger language plpgsql as $$
declare
    judging text[] := array['division_check', 'disclosure_check', 'confidentiality_officer', 'confidentiality_head',
                            'confidentiality_leader', 'interpretation_cosign', 'legality_review', 'department_cosign',
                            'office_check', 'sign'];
    separated text[] := array['division_check', 'disclosure_check', 'confidentiality_officer', 'confidentiality_head',
                              'confidentiality_leader', 'sign'];
    people bigint[] := array_remove(array[new.by_id, new.on_behalf_of_id], null);
begin
    if not exists (
        select 1 from documents_version v
         where v.id = new.version_id and v.document_id = new.document_id and new.content_sm3 in ('', v.content_sm3)
    ) then
        raise exception '意见须针对本件的稿（规则16）' using errcode = 'check_violation';
    end if;
    if new.desk = any(judging) and people && review_makers(new.document_id, new.version_id, new.at) then
        raise exception '不得办理自己文件的审核、会签和签发（规则87）' using errcode = 'check_violation';
    end if;
    if new.desk = any(separated) and exists (
        select 1 from review_opinion o
         where o.document_id = new.document_id and o.desk <> new.desk and o.desk = any(separated)
           and people && array_remove(array[o.by_id, o.on_behalf_of_id], null)
    ) then
        raise exception '核稿、属性审核、保密审查、签发须由不同的人办理（规则15、87）' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create function review_signature_is_separated() returns trigger language plpgsql as $$
begin
    if array_remove(array[new.signed_by_id, new.signed_for_id], null)
       && review_makers(new.document_id, new.version_id, new.signed_at) then
        raise exception '不得办理自己文件的审核、会签和签发（规则87）' using errcode = 'check_violation';
    end if;
    if exists (
        select 1 from review_opinion o
         where o.document_id = new.document_id
           and o.desk in ('division_check', 'disclosure_check', 'confidentiality_officer', 'confidentiality_head',
                          'confidentiality_leader')
           and array[o.by_id, o.on_behalf_of_id] && array_remove(array[new.signed_by_id, new.signed_for_id], null)
    ) then
        raise exception '核稿、属性审核、保密审查、签发须由不同的人办理（规则15、87）' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger nobody_judges_their_own before insert on review_opinion
    for each row execute function review_nobody_judges_their_own();
create trigger signature_is_separated before insert on documents_signoff
    for each row execute function review_signature_is_separated();
"""

REVERSE = """
drop trigger signature_is_separated on documents_signoff;
drop trigger nobody_judges_their_own on review_opinion;
drop function review_signature_is_separated();
drop function review_nobody_judges_their_own();
drop function review_makers(bigint, bigint, timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0002_opinions_never_change"),
        ("documents", "0004_numbers_have_no_gaps"),
        ("accounts", "0006_one_delegate_a_day"),
    ]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
