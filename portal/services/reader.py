"""只读角色: the database user of the portal's web process, who may read what is published and nothing else."""

import re

from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from psycopg2 import sql

from portal.errors import RoleUnfit
from portal.models import AppliedBundle

NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}", re.ASCII)
NOT_PUBLISHED = (AppliedBundle,)  # which bundles came is no business of a reader

MAKE = "create role {} login nosuperuser nocreatedb nocreaterole"
READ_ONLY = "alter role {} set default_transaction_read_only = on"
WRITABLE = """
select relname from pg_class
 where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
   and has_table_privilege(%s, oid, 'insert, update, delete, truncate')
 order by relname
"""


def published_tables() -> list[str]:
    """Return the tables that the pages read."""
    models = apps.get_app_config("portal").get_models(include_auto_created=True)
    return sorted(each._meta.db_table for each in models if each not in NOT_PUBLISHED)


@transaction.atomic
def make_reader(*, role: str, password: str = "") -> None:
    """Make the role when it is absent and let it read the published tables, no more; again after each upgrade.

    :raises RoleUnfit: the name is no plain name, or the role owns tables or may do everything anyway.
    """
    if not NAME.fullmatch(role):
        raise RoleUnfit(role=role, why="名称只能用小写字母、数字和下划线")
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper or rolname = current_user from pg_roles where rolname = %s", [role])
        held = cursor.fetchone()
        if held and held[0]:
            raise RoleUnfit(role=role, why="它是本命令所用的用户或超级用户")
        try:
            for statement in _statements(role, password, new=held is None):
                cursor.execute(statement)
        except ProgrammingError as error:
            raise RoleUnfit(role=role, why="所用的用户无权建立角色，请先由数据库管理员建立同名的可登录角色") from error
        cursor.execute(WRITABLE, [role])
        if writable := [row[0] for row in cursor.fetchall()]:
            raise RoleUnfit(role=role, why=f"它从别处得到了写入 {writable[0]} 等 {len(writable)} 张表的权利")


def _statements(role: str, password: str, new: bool) -> list[sql.Composable]:
    name, database = sql.Identifier(role), sql.Identifier(connection.settings_dict["NAME"])
    tables = sql.SQL(", ").join(map(sql.Identifier, published_tables()))
    made = [sql.SQL(each).format(name) for each in (MAKE, READ_ONLY)] if new else []
    if password:
        made.append(sql.SQL("alter role {} password {}").format(name, sql.Literal(password)))
    return [
        *made,
        sql.SQL("grant connect on database {} to {}").format(database, name),
        sql.SQL("revoke create, temporary on database {} from public, {}").format(database, name),
        sql.SQL("revoke create on schema public from public, {}").format(name),
        sql.SQL("grant usage on schema public to {}").format(name),
        sql.SQL("revoke all on all tables in schema public from public, {}").format(name),
        sql.SQL("revoke all on all sequences in schema public from public, {}").format(name),
        sql.SQL("grant select on {} to {}").format(tables, name),
    ]
