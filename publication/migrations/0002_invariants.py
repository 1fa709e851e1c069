"""Invariants 3 and 9 of the design: raw SQL cannot make public what was not reviewed, or serve what is not published.

One function judges a document as it is when the transaction ends; triggers call it for every row that it reads
and that can still change: the document, its releases, its copies, its opinions, the plan.
"""

from django.db import migrations

FORWARD = """
create function publication_refuse(why text) returns void language plpgsql as $$
begin
    raise exception '%', why using errcode = 'check_violation';
end $$;

-- Rules 15, 16, 18: the confidentiality review of exactly this content, by people who are all distinct.
create function publication_check_review(doc documents_document, ver documents_version)
returns void language plpgsql as $$
declare
    officer text;
    head text;
    leader text;
    last_word text;
    people bigint[];
begin
    select max(verdict) filter (where desk = 'confidentiality_officer'),
           max(verdict) filter (where desk = 'confidentiality_head'),
           max(verdict) filter (where desk = 'confidentiality_leader'),
           (array_agg(verdict order by id desc))[1]
      into officer, head, leader, last_word
      from (select distinct on (desk) id, desk, verdict
              from review_opinion
             where document_id = doc.id and superseded_at is null and content_sm3 = ver.content_sm3
               and desk in ('confidentiality_officer', 'confidentiality_head', 'confidentiality_leader')
             order by desk, id desc) latest;
    if officer is null or head is null then
        perform publication_refuse('公开文本未经保密审查员和保密机构负责人审查（规则15、16）');
    end if;
    if last_word <> 'may_publish' or coalesce(leader, head) <> 'may_publish' then
        perform publication_refuse('保密审查的最后意见不是可以公开（规则18）');
    end if;
    if leader is null and officer not in ('may_publish', 'cannot_determine') then
        perform publication_refuse('保密审查意见不一致而未经领导裁定（规则18）');
    end if;
    select array_agg(person)
      into people
      from (select distinct on (desk) by_id, on_behalf_of_id
              from review_opinion
             where document_id = doc.id and superseded_at is null and content_sm3 = ver.content_sm3
               and desk in ('confidentiality_officer', 'confidentiality_head', 'confidentiality_leader')
             order by desk, id desc) latest,
           unnest(array[by_id, on_behalf_of_id]) person
     where person is not null;
    if cardinality(people) <> (select count(distinct person) from unnest(people) person) then
        perform publication_refuse('保密审查各级须为不同的人（规则15）');
    end if;
    if people && array_remove(array[doc.drafter_id, ver.uploaded_by_id, ver.uploaded_for_id], null) then
        perform publication_refuse('拟稿人、改稿人不得审查自己的文件（规则15、87）');
    end if;
end $$;

-- Rules 32, 33: the interpretation is in the same release, and the news office agreed to exactly this plan.
create function publication_check_interpretation(
    doc documents_document, ver documents_version, rel publication_release
) returns void language plpgsql as $$
declare
    plan interpretation_interpretationplan;
    agreed text;
begin
    select * into plan from interpretation_interpretationplan where id = rel.plan_id;
    if plan.id is null or plan.document_id <> doc.id or plan.material_text !~ '\\S' then
        perform publication_refuse('政策性文件须与解读材料同步公开（规则32、33）');
    end if;
    select verdict into agreed
      from review_opinion
     where document_id = doc.id and superseded_at is null and desk = 'interpretation_cosign'
       and plan_sm3 = plan.sm3 and content_sm3 = ver.content_sm3
     order by id desc limit 1;
    if agreed is distinct from 'agree' then
        perform publication_refuse('解读方案未经新闻办会签同意（规则32）');
    end if;
end $$;

create function publication_check_document(document bigint) returns void language plpgsql as $$
declare
    doc documents_document;
    ver documents_version;
    rel publication_release;
    pub publication_publiccopy;
    chosen text;
begin
    select * into doc from documents_document where id = document;
    select * into rel from publication_release where document_id = document and state = 'live';
    if doc.status is distinct from 'published' then
        if rel.id is not null then
            perform publication_refuse('只有已公开的公文才能有公开中的文本');
        end if;
        return;
    end if;
    if rel.id is null then
        perform publication_refuse('已公开的公文须有公开中的文本');
    end if;
    select * into ver from documents_version where id = doc.version_id;
    select * into pub from publication_publiccopy where id = rel.copy_id;
    if pub.document_id <> doc.id or pub.version_id <> ver.id or pub.content_sm3 <> ver.content_sm3
       or pub.content_sha256 <> ver.content_sha256 then
        perform publication_refuse('公开文本不是依据经审查的现稿排版的（规则16）');
    end if;
    if pub.verified_at is null then
        perform publication_refuse('公开文本未通过发布前核验');
    end if;
    if not exists (select 1 from publication_indexnumber i where i.id = rel.index_id and i.document_id = doc.id) then
        perform publication_refuse('索引号不属于本件（规则30）');
    end if;
    perform publication_check_review(doc, ver);
    select attribute into chosen from documents_disclosuredecision where id = doc.decision_id;
    if doc.is_policy and chosen = 'proactive' then
        perform publication_check_interpretation(doc, ver, rel);
    end if;
end $$;

create function publication_document_is_covered() returns trigger language plpgsql as $$
begin
    perform publication_check_document(new.id);
    return null;
end $$;

create function publication_part_is_covered() returns trigger language plpgsql as $$
begin
    perform publication_check_document(new.document_id);
    return null;
end $$;

create constraint trigger published_is_covered
    after insert or update on documents_document deferrable initially deferred
    for each row when (new.status in ('published', 'retracted')) execute function publication_document_is_covered();
create constraint trigger left_published_is_covered
    after update of status on documents_document deferrable initially deferred
    for each row when (old.status = 'published') execute function publication_document_is_covered();
create constraint trigger release_is_covered
    after insert or update on publication_release deferrable initially deferred
    for each row execute function publication_part_is_covered();
create constraint trigger copy_is_covered
    after update on publication_publiccopy deferrable initially deferred
    for each row execute function publication_part_is_covered();
create constraint trigger review_is_covered
    after insert or update on review_opinion deferrable initially deferred
    for each row
    when (new.desk in ('confidentiality_officer', 'confidentiality_head', 'confidentiality_leader',
                       'interpretation_cosign'))
    execute function publication_part_is_covered();
create constraint trigger plan_is_covered
    after update on interpretation_interpretationplan deferrable initially deferred
    for each row execute function publication_part_is_covered();
"""

REVERSE = """
drop trigger plan_is_covered on interpretation_interpretationplan;
drop trigger review_is_covered on review_opinion;
drop trigger copy_is_covered on publication_publiccopy;
drop trigger release_is_covered on publication_release;
drop trigger left_published_is_covered on documents_document;
drop trigger published_is_covered on documents_document;
drop function publication_part_is_covered();
drop function publication_document_is_covered();
drop function publication_check_document(bigint);
drop function publication_check_interpretation(documents_document, documents_version, publication_release);
drop function publication_check_review(documents_document, documents_version);
drop function publication_refuse(text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0001_copies_and_releases"),
        ("documents", "0003_signature_names_what_it_covers"),
        ("review", "0001_reviews"),
        ("interpretation", "0002_plans_never_change"),
    ]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
