"""R35: one later interpretation is taken down alone, as an approved proposal says, and does not come back."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
create or replace function publication_listing_is_decided_once() returns trigger language plpgsql as $$
declare
    deciding text[] := array['state', 'decided_by_id', 'decided_at', 'note'];
    erasing text[] := array['erased_at', 'reason', 'explanation', 'note'];
begin
    if tg_op = 'INSERT' then
        if new.state = 'open' and new.erased_at is null
           and exists (select 1 from portal_publisheddocument d
                        where d.id = new.listing_id and d.origin = new.origin and d.state = 'live')
           and (new.material_id is null
                or exists (select 1 from interpretation_materialstep s
                            where s.material_id = new.material_id and s.kind = 'published')) then
            return new;
        end if;
        raise exception '条目的撤下、变动须针对门户上公开中的条目提出（规则35）' using errcode = 'check_violation';
    end if;
    if tg_op = 'UPDATE' and old.state = 'open' and new.state <> 'open'
       and to_jsonb(new) - deciding = to_jsonb(old) - deciding then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.erased_at is null and new.erased_at is not null
       and to_jsonb(new) - erasing = to_jsonb(old) - erasing then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.shown_at is null and to_jsonb(new) - 'shown_at' = to_jsonb(old) - 'shown_at' then
        return new;
    end if;
    raise exception '条目申请不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create or replace function publication_listing_was_ended() returns trigger language plpgsql as $$
begin
    if new.material_id is null
       and exists (select 1 from portal_publisheddocument d where d.id = new.listing_id and d.state = 'live')
       or exists (select 1 from portal_publishedreading r join interpretation_material m on m.sm3 = r.sm3
                   where r.document_id = new.listing_id and m.id = new.material_id) then
        perform publication_refuse('已批准的条目撤下须同时执行（规则35）');
    end if;
    return null;
end $$;

create function publication_ended_reading_stays_away() returns trigger language plpgsql as $$
begin
    if exists (select 1 from publication_listingproposal p join interpretation_material m on m.id = p.material_id
                where p.listing_id = new.document_id and p.state = 'approved' and m.sm3 = new.sm3)
       and exists (select 1 from portal_publishedreading r where r.id = new.id) then
        perform publication_refuse('已撤下的解读材料不得恢复（规则35）');
    end if;
    return null;
end $$;

create constraint trigger ended_reading_stays_away after insert or update on portal_publishedreading
    deferrable initially deferred for each row execute function publication_ended_reading_stays_away();
"""

REVERSE = """
drop trigger ended_reading_stays_away on portal_publishedreading;
drop function publication_ended_reading_stays_away();
create or replace function publication_listing_is_decided_once() returns trigger language plpgsql as $$
declare
    deciding text[] := array['state', 'decided_by_id', 'decided_at', 'note'];
    erasing text[] := array['erased_at', 'reason', 'explanation', 'note'];
begin
    if tg_op = 'INSERT' then
        if new.state = 'open' and new.erased_at is null
           and exists (select 1 from portal_publisheddocument d
                        where d.id = new.listing_id and d.origin = new.origin and d.state = 'live') then
            return new;
        end if;
        raise exception '条目的撤下、变动须针对门户上公开中的条目提出（规则35）' using errcode = 'check_violation';
    end if;
    if tg_op = 'UPDATE' and old.state = 'open' and new.state <> 'open'
       and to_jsonb(new) - deciding = to_jsonb(old) - deciding then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.erased_at is null and new.erased_at is not null
       and to_jsonb(new) - erasing = to_jsonb(old) - erasing then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.shown_at is null and to_jsonb(new) - 'shown_at' = to_jsonb(old) - 'shown_at' then
        return new;
    end if;
    raise exception '条目申请不得修改或删除' using errcode = 'integrity_constraint_violation';
end $$;

create or replace function publication_listing_was_ended() returns trigger language plpgsql as $$
begin
    if exists (select 1 from portal_publisheddocument d where d.id = new.listing_id and d.state = 'live') then
        perform publication_refuse('已批准的条目撤下须同时执行（规则35）');
    end if;
    return null;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("interpretation", "0005_materials_never_change"),
        ("portal", "0011_ended_readings"),
        ("publication", "0033_columns_are_approved"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="listingproposal",
            name="listing_is_of_no_release",
        ),
        migrations.RemoveConstraint(
            model_name="listingproposal",
            name="one_open_proposal_per_listing",
        ),
        migrations.AddField(
            model_name="listingproposal",
            name="material",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="interpretation.material",
                verbose_name="后续解读材料",
            ),
        ),
        migrations.AlterField(
            model_name="listingproposal",
            name="origin",
            field=models.CharField(
                choices=[
                    ("release", "本机关公开发布"),
                    ("register", "历史公开登记"),
                    ("repost", "转载上级机关文件"),
                    ("joint", "联合行文，由牵头机关公开"),
                ],
                max_length=10,
                verbose_name="来源",
            ),
        ),
        migrations.AddConstraint(
            model_name="listingproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("material__isnull", True), ("origin__in", ["register", "joint", "repost"])),
                    models.Q(("act", "retract"), ("material__isnull", False), ("origin", "release")),
                    _connector="OR",
                ),
                name="listing_is_of_no_release",
            ),
        ),
        migrations.AddConstraint(
            model_name="listingproposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("material__isnull", True), ("state", "open")),
                fields=("listing",),
                name="one_open_proposal_per_listing",
            ),
        ),
        migrations.AddConstraint(
            model_name="listingproposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("material",), name="one_open_proposal_per_material"
            ),
        ),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
