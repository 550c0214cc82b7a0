"""DATABASE_URL: what is understood, and what is refused with a sentence and without the password."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.database import tortoise_config
from models.url import DatabaseUrlError, PostgresTarget, SqliteTarget, parse_database_url


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///var/linekeeper.db", "var/linekeeper.db"),
        ("sqlite:////srv/linekeeper.db", "/srv/linekeeper.db"),
        ("sqlite://:memory:", ":memory:"),
        ("SQLite:///a%20b.db", "a b.db"),
        ("  sqlite:///x.db\n", "x.db"),
    ],
)
def test_a_file_of_sqlite_is_understood(url: str, path: str) -> None:
    assert parse_database_url(url) == SqliteTarget(path)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "PostgreSQL"])
def test_a_server_is_understood(scheme: str) -> None:
    url = f"{scheme}://lk:p%40ss%2F@db.example.ru:6432/lines?sslmode=require&maxsize=20"
    options: dict[str, str | int] = {"sslmode": "require", "maxsize": 20}
    assert parse_database_url(url) == PostgresTarget("db.example.ru", 6432, "lines", "lk", "p@ss/", options)


def test_a_socket_and_an_ipv6_address_are_understood() -> None:
    assert parse_database_url("postgres://lk@/lines?host=/run/pg&port=6000") == PostgresTarget(
        "/run/pg", 6000, "lines", "lk"
    )
    assert str(parse_database_url("postgres://lk:x@[::1]/lines")) == "postgres://lk@[::1]:5432/lines"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "it is empty"),
        ("linekeeper.db", "it has no scheme"),
        ("mysql://u:sesame@h/d", "is not supported"),
        ("postgres+asyncpg://u:sesame@h/d", "is not supported"),
        ("sqlite://linekeeper.db", "three slashes"),
        ("sqlite:///", "name of the SQLite file is missing"),
        ("sqlite:///var/", "name of the SQLite file is missing"),
        ("sqlite:///x.db?journal_mode=OFF", "takes no options"),
        ("postgres://u:sesame@h", "name of the PostgreSQL database"),
        ("postgres://u:sesame@h:port/d", "not valid"),
        ("postgres://u:ses#ame@h/d", "not valid"),
        ("postgres://u:sesame@h:99999/d", "not valid"),
        ("postgres://u:sesame@[::1/d", "not valid"),
        ("postgres://u:sesame@h/d?timeout=3", 'option "timeout" is not known'),
        ("postgres://u:sesame@h/d?sslmode=maybe", "sslmode is one of"),
        ("postgres://u:sesame@h/d?maxsize=many", "whole number"),
    ],
)
def test_a_bad_url_is_refused_with_a_sentence(url: str, words: str) -> None:
    with pytest.raises(DatabaseUrlError) as caught:
        tortoise_config(url)
    text = str(caught.value)
    assert words in text
    assert text.startswith("DATABASE_URL: ")
    assert "Write it like sqlite:///" in text
    assert "ses" not in text.replace("slashes", "")


@given(st.text(min_size=4).map(lambda text: f"Z9{text}Z9"))
def test_no_password_is_ever_shown(password: str) -> None:
    url = f"postgres://user:{password}@host/database"
    try:
        shown = repr(parse_database_url(url)) + str(parse_database_url(url))
    except DatabaseUrlError as error:
        shown = str(error) + repr(error.__context__)
    assert password not in shown


def test_the_two_databases_have_connections_of_different_names() -> None:
    assert [*tortoise_config("sqlite:///x.db").connections, *tortoise_config("postgres://h/d").connections] == [
        "sqlite",
        "postgres",
    ]
