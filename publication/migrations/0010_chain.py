"""Rules 15, 16, 18 with the chain of the office: a leader who is due has spoken, a leader's doubt was answered from outside."""

from django.db import migrations

HEAD = """
create or replace function publication_check_review(doc documents_document, ver documents_version)
returns void language plpgsql as $$
declare
    officer text;
    head text;
    leader text;
    last_word text;
    due boolean;
    people bigint[];
begin
    select max(verdict) filter (where desk = 'confidentiality_officer'),
           max(verdict) filter (where desk = 'confidentiality_head'),
           max(verdict) filter (where desk = 'confidentiality_leader'),
           (array_agg(verdict order by id desc))[1]%(also_read)s
      into officer, head, leader, last_word%(also_into)s
      from (select distinct on (desk) id, desk, verdict%(column)s
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
"""
CHAIN = """    if leader is null and due then
        perform publication_refuse('本单位主动公开的文件须经领导裁定（规则15）');
    end if;
    if exists (
        select 1 from review_opinion o
         where o.document_id = doc.id and o.superseded_at is null and o.content_sm3 = ver.content_sm3
           and o.public_sm3 = documents_public_sm3(doc) and o.desk = 'confidentiality_leader' and o.verdict = 'cannot_determine'
           and o.id = (select max(d.id) from review_opinion d
                        where d.document_id = doc.id and d.superseded_at is null and d.desk = o.desk
                          and d.verdict = o.verdict and d.content_sm3 = o.content_sm3
                          and d.public_sm3 = o.public_sm3)
           and 'may_publish' is distinct from (select a.answer from review_outsideanswer a
                                                where a.opinion_id = o.id order by a.id desc limit 1)
    ) then
        perform publication_refuse('领导无法确定的，须有主管部门或保密行政管理部门可以公开的答复（规则18）');
    end if;
"""
TAIL = """    select array_agg(person)
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
"""
WITH = {
    "also_read": ",\n           bool_or(leader_due and desk = 'confidentiality_officer')",
    "also_into": ", due",
    "column": ", leader_due",
}
FORWARD = HEAD % WITH + CHAIN + TAIL
REVERSE = HEAD % dict.fromkeys(WITH, "") + TAIL


class Migration(migrations.Migration):
    dependencies = [("publication", "0009_words_to_the_public_are_erased"), ("review", "0009_chain_is_held")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
