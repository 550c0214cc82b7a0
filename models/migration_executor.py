"""Tortoise's migration executor, told to use our editor and to hide no fault."""

from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.migrations.executor import MigrationExecutor, MigrationTarget, PlanStep
from tortoise.migrations.graph import MigrationKey
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

from models.sql import is_postgres
from models.sqlite_editor import KeepingSqliteEditor


class HonestRecorder(MigrationRecorder):
    """Upstream commits on SQLite while it makes its table, and takes a failing query for "nothing was applied"."""

    async def ensure_schema(self, schema_editor: Any) -> None:
        """Make the table of applied migrations inside the caller's transaction."""
        statement = schema_editor._get_model_sql_data(self.model).table_sql
        await schema_editor.client.execute_query(statement.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1))

    async def applied_migrations(self) -> list[MigrationKey]:
        """Every applied migration, oldest first. Database errors are raised."""
        _, rows = await self.connection.execute_query(f'SELECT app, name FROM "{self.table_name}" ORDER BY id')  # noqa: S608 -- a name of ours
        return [MigrationKey(app_label=row["app"], name=row["name"]) for row in rows]


class OneTransactionExecutor(MigrationExecutor):
    """Runs inside a transaction of the caller: ``connection`` is that transaction."""

    def __init__(self, connection: BaseDBAsyncClient, apps: dict[str, dict[str, Any]]) -> None:
        super().__init__(connection, apps)
        self.recorder = HonestRecorder(connection)
        self.loader.recorder = self.recorder
        self.running = ""

    def _schema_editor(self, atomic: bool = True, collect_sql: bool = False) -> BaseSchemaEditor:
        if is_postgres(self.connection):
            return super()._schema_editor(atomic, collect_sql)
        return KeepingSqliteEditor(self.connection, atomic=atomic, collect_sql=collect_sql)

    async def prepare(self) -> list[PlanStep]:
        """The steps that are missing, in order."""
        await self.recorder.ensure_schema(self._schema_editor())
        return await self.plan(self._targets())

    async def unknown(self) -> list[str]:
        """Applied migrations that this version of the program does not have. Call after :meth:`prepare`."""
        applied = await self.recorder.applied_migrations()
        known = self.loader.disk_migrations
        return [key.name for key in applied if key.app_label in self.loader.apps_config and key not in known]

    async def apply(self) -> None:
        """Apply what is missing. ``running`` names the migration at work."""
        await self.migrate(self._targets(), direction="forward", progress=self._note)

    def _targets(self) -> list[MigrationTarget]:
        return [MigrationTarget(app, "__latest__") for app in self.loader.apps_config]

    def _note(self, _event: str, _app: str, name: str) -> None:
        self.running = name
