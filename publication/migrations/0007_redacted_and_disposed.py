"""Invariant 3 of the design, widened: what is published is the redacted text that was reviewed, its findings disposed of."""

from django.db import migrations

FORWARD = """
create or replace function publication_check_review(doc documents_document, ver documents_version)
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
               and public_sm3 = documents_public_sm3(doc)
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
               and public_sm3 = documents_public_sm3(doc)
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

create or replace function publication_check_document(document bigint) returns void language plpgsql as $$
declare
    doc documents_document;
    ver documents_version;
    rel publication_release;
    pub publication_publiccopy;
    chosen text;
    against text;
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
    if pub.document_id <> doc.id or pub.version_id <> ver.id or pub.content_sm3 <> documents_public_sm3(doc)
       or pub.content_sha256 <> documents_public_sha256(doc) then
        perform publication_refuse('公开文本不是依据经审查的现稿排版的（规则16）');
    end if;
    if pub.verified_at is null then
        perform publication_refuse('公开文本未通过发布前核验');
    end if;
    if not exists (select 1 from publication_indexnumber i where i.id = rel.index_id and i.document_id = doc.id) then
        perform publication_refuse('索引号不属于本件（规则30）');
    end if;
    perform publication_check_review(doc, ver);
    against := review_findings_against(doc.id, documents_public_sm3(doc));
    if against is not null then
        perform publication_refuse(against);
    end if;
    select attribute into chosen from documents_disclosuredecision where id = doc.decision_id;
    if doc.is_policy and chosen = 'proactive' then
        perform publication_check_interpretation(doc, ver, rel);
    end if;
end $$;

create function publication_disposal_is_covered() returns trigger language plpgsql as $$
begin
    perform publication_check_document(
        (select s.document_id from review_finding f join review_scan s on s.id = f.scan_id where f.id = new.finding_id)
    );
    return null;
end $$;

create constraint trigger scan_is_covered
    after insert on review_scan deferrable initially deferred
    for each row execute function publication_part_is_covered();
create constraint trigger disposal_is_covered
    after insert on review_disposal deferrable initially deferred
    for each row execute function publication_disposal_is_covered();
"""

REVERSE = """
drop trigger disposal_is_covered on review_disposal;
drop trigger scan_is_covered on review_scan;
drop function publication_disposal_is_covered();
create or replace function publication_check_review(doc documents_document, ver documents_version)
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

create or replace function publication_check_document(document bigint) returns void language plpgsql as $$
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

"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0006_pdf_fonts"), ("review", "0005_findings_are_disposed_of")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
