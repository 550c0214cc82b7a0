"""Altering tables on both databases: what Tortoise loses by itself is still there."""

import pytest
from tortoise.exceptions import IntegrityError

from tests.models.tiny import NULLABLE_NAME, NULLABLE_TITLE, Library, library

__all__ = ["library"]

ROWS = (
    "INSERT INTO shelf (id, name, code, room) VALUES (1, 'Novels', 'N', 'red'), (2, 'Poems', 'P', 'blue')",
    "INSERT INTO book (id, shelf_id, title) VALUES (1, 1, 'War and Peace'), (2, 1, 'Emma'), (3, 2, 'Demon')",
)
COUNT = "SELECT COUNT(*) AS number FROM book"


async def filled(library: Library) -> None:
    await library.migrate()
    await library.sql(*ROWS)


async def test_altering_a_parent_table_keeps_its_child_rows(library: Library) -> None:
    await filled(library)
    library.add("0002_nullable", NULLABLE_NAME)
    assert await library.migrate() == ["0002_nullable"]
    assert await library.sql(COUNT) == [{"number": 3}]


async def test_foreign_keys_hold_after_parent_and_child_were_altered(library: Library) -> None:
    await filled(library)
    library.add("0002_nullable", NULLABLE_NAME, NULLABLE_TITLE)
    await library.migrate()
    with pytest.raises(IntegrityError):
        await library.sql("INSERT INTO book (shelf_id, title) VALUES (77, 'Lost')")
    assert await library.sql("DELETE FROM shelf WHERE id = 1", COUNT) == [{"number": 1}]


async def test_altering_a_table_keeps_its_uniques_and_indexes(library: Library) -> None:
    await filled(library)
    shelf, book = await library.indexes("shelf"), await library.indexes("book")
    assert shelf == {("code", True), ("room, place", True), ("owner", False), ("room where", True)}
    assert book == {("twin_id", True)}
    library.add("0002_nullable", NULLABLE_NAME, NULLABLE_TITLE)
    library.add("0003_again", 'ops.AlterField("Shelf", "name", fields.CharField(120, default="", db_default="")),')
    await library.migrate()
    assert (await library.indexes("shelf"), await library.indexes("book")) == (shelf, book)


@pytest.mark.parametrize(
    "row",
    [
        "(name, code, room) VALUES ('More', 'N', 'green')",
        "(name, code, room) VALUES ('More', 'M', 'red')",
        "(name, code, room, place, owner) VALUES ('More', 'M', 'red', 'a', 'Ann'), ('More', 'O', 'red', 'b', 'Bob')",
    ],
)
async def test_duplicates_are_refused_after_a_table_was_altered(library: Library, row: str) -> None:
    await filled(library)
    library.add("0002_nullable", NULLABLE_NAME)
    await library.migrate()
    with pytest.raises(IntegrityError):
        await library.sql(f"INSERT INTO shelf {row}")


async def test_the_id_of_a_deleted_row_is_not_given_again_after_an_alteration(library: Library) -> None:
    await library.migrate()
    insert = "INSERT INTO shelf (name, code, room) VALUES ('{0}', '{0}', '{0}') RETURNING id"
    (last,) = await library.sql(insert.format("a"), insert.format("b"))
    await library.sql("DELETE FROM shelf")
    library.add("0002_nullable", NULLABLE_NAME)
    await library.migrate()
    (new,) = await library.sql(insert.format("c"))
    assert (last, new) == ({"id": 2}, {"id": 3})


async def test_a_view_over_an_altered_table_still_works(library: Library) -> None:
    await filled(library)
    await library.sql("CREATE VIEW titles AS SELECT s.code, b.title FROM shelf s JOIN book b ON b.shelf_id = s.id")
    library.add("0002_nullable", NULLABLE_NAME, NULLABLE_TITLE)
    await library.migrate()
    assert len(await library.sql("SELECT * FROM titles")) == 3


async def test_a_unique_that_a_migration_takes_away_is_gone(library: Library) -> None:
    await filled(library)
    library.add("0002_free_code", 'ops.AlterField("Shelf", "code", fields.CharField(20)),')
    await library.migrate()
    assert ("code", True) not in await library.indexes("shelf")
    assert ("room, place", True) in await library.indexes("shelf")


async def test_a_removed_column_takes_its_indexes_along_and_no_others(library: Library) -> None:
    await filled(library)
    library.add("0002_no_code", "ops.RunSQL('DROP INDEX one_owner_a_room'),", 'ops.RemoveField("Shelf", "owner"),')
    await library.migrate()
    assert await library.indexes("shelf") == {("code", True), ("room, place", True)}
    assert await library.sql(COUNT) == [{"number": 3}]


async def test_a_renamed_column_keeps_its_values_and_its_index(library: Library) -> None:
    await filled(library)
    library.add("0002_rename", 'ops.RenameField("Shelf", "owner", "keeper"),')
    library.add("0003_nullable", NULLABLE_NAME)
    await library.migrate()
    assert ("keeper", False) in await library.indexes("shelf")


async def test_a_new_column_that_may_not_be_null_fills_the_rows_there_are(library: Library) -> None:
    await filled(library)
    library.add("0002_height", 'ops.AddField("Shelf", "height", fields.IntField(default=30, db_default=30)),')
    await library.migrate()
    assert await library.sql("SELECT height FROM shelf") == [{"height": 30}] * 2


async def test_a_new_foreign_key_arrives_with_its_rule(library: Library) -> None:
    await filled(library)
    field = 'fields.ForeignKeyField("models.Shelf", null=True, related_name="guests", on_delete="SET NULL")'
    library.add("0002_guest", f'ops.AddField("Book", "visits", {field}),')
    await library.migrate()
    kept = "SELECT visits_id FROM book WHERE id = 1"
    assert await library.sql("UPDATE book SET visits_id = 2 WHERE id = 1", kept) == [{"visits_id": 2}]
    assert await library.sql("DELETE FROM shelf WHERE id = 2", kept) == [{"visits_id": None}]


async def test_a_semicolon_in_a_text_ends_no_statement(library: Library) -> None:
    library.add(
        "0002_text", "ops.RunSQL(\"INSERT INTO shelf (name, code, room) VALUES ('a; b', 'c', 'd'); SELECT 1\"),"
    )
    await library.migrate()
    assert await library.sql("SELECT name FROM shelf") == [{"name": "a; b"}]


async def test_constraints_are_made_when_they_are_operations_of_their_own(library: Library) -> None:
    library.add(
        "0002_constraints",
        'ops.AddConstraint("Shelf", UniqueConstraint(fields=("name",), name="one_name")),',
        'ops.AddConstraint("Book", UniqueConstraint(("title",), "one_title", condition="twin_id IS NULL")),',
        'ops.AddConstraint("Shelf", CheckConstraint(check="room <> \'attic\'", name="no_attic")),',
    )
    await filled(library)
    assert ("title where", True) in await library.indexes("book")
    assert ("name", True) in await library.indexes("shelf")
    with pytest.raises(IntegrityError):
        await library.sql("INSERT INTO shelf (name, code, room) VALUES ('More', 'M', 'attic')")
