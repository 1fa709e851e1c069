"""R12: what was said about a content that must be classified is erased: relations, changes of validity, clean-ups."""

from django.db import migrations

KEPT = """
drop trigger {name} on {table};
create trigger {name} before delete on {table} for each row execute function {function}();
create trigger {name}_but_for_words before update on {table} for each row when (not (
    review_must_be_classified(old.document_id)
    and to_jsonb(new) - '{words}'::text[] = to_jsonb(old) - '{words}'::text[]
)) execute function {function}();
"""
CHANGED = KEPT.format(
    table="publication_validitychange",
    name="validity_change_is_decided_once",
    function="publication_validity_change_is_decided_once",
    words="{reason,note}",
) + KEPT.format(
    table="publication_cleanupitem",
    name="cleanup_item_is_confirmed_once",
    function="publication_cleanup_item_is_confirmed_once",
    words="{reason}",
)
GONE = """
drop trigger word_stays on publication_relationdecision;
create trigger word_stays before update on publication_relationdecision
    for each row execute function publication_word_stays();
create trigger word_stays_but_for_secrets before delete on publication_relationdecision
    for each row when (not review_must_be_classified(old.document_id)) execute function publication_word_stays();
"""
REVERSE = """
drop trigger word_stays_but_for_secrets on publication_relationdecision;
drop trigger word_stays on publication_relationdecision;
create trigger word_stays before update or delete on publication_relationdecision
    for each row execute function publication_word_stays();
drop trigger cleanup_item_is_confirmed_once_but_for_words on publication_cleanupitem;
drop trigger cleanup_item_is_confirmed_once on publication_cleanupitem;
create trigger cleanup_item_is_confirmed_once before update or delete on publication_cleanupitem
    for each row execute function publication_cleanup_item_is_confirmed_once();
drop trigger validity_change_is_decided_once_but_for_words on publication_validitychange;
drop trigger validity_change_is_decided_once on publication_validitychange;
create trigger validity_change_is_decided_once before update or delete on publication_validitychange
    for each row execute function publication_validity_change_is_decided_once();
"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0025_materials_are_reviewed"), ("review", "0002_opinions_never_change")]

    operations = [migrations.RunSQL(CHANGED + GONE, REVERSE)]
