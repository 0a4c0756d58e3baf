"""What a store in PostgreSQL says when it cannot be opened, when its server goes away, and what it insists on."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from putright.store import Store, StoreError, open_store
from store.building import a_letter, add
from store.server import Server


@pytest.fixture
def url(server: Server) -> str:
    return server.without_cases()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def places(server: Server) -> dict[str, str]:
    """Databases and people that a store meets: each by the word that the table below uses."""
    with server.admin() as admin:
        admin.execute("CREATE ROLE guarded LOGIN PASSWORD 'correct'")
        admin.execute("CREATE ROLE guest LOGIN")
    music, newer, plain = server.new_database(), server.new_database(), server.new_database()
    latin = server.new_database("ENCODING 'LATIN1' TEMPLATE template0")
    with server.admin(music) as admin:
        admin.execute("CREATE TABLE song (name TEXT)")
    open_store(newer).close()
    with server.admin(newer) as admin:
        admin.execute("UPDATE putright_tables SET version_num = '9999'")
    guest = plain.replace("postgres@", "guest@")
    return {"folder": str(server.folder), "music": music, "newer": newer, "latin": latin, "guest": guest}


CANNOT_OPEN = [
    ("no such database", "postgresql://postgres:secret@/nowhere?host={folder}", "the server has no such database"),
    ("no such user", "postgresql://nemo:secret@/postgres?host={folder}", "the server does not know this user"),
    ("a wrong password", "postgresql://guarded:secret@/postgres?host={folder}", "this user with this password"),
    ("no password", "postgresql://guarded@/postgres?host={folder}", "the server asks for a password"),
    ("no server there", "postgresql://ann:secret@127.0.0.1:{port}/cases", "no PostgreSQL server answers there"),
    ("no such folder", "postgresql://ann:secret@/cases?host=/nowhere", "no PostgreSQL server answers there"),
    ("a wrong port", "postgresql://ann:secret@/cases?port=many&host={folder}", "non-integer port"),
    ("another program's database", "{music}", "is a database of another program"),
    ("a newer store", "{newer}", "was written by a newer putright"),
    ("letters that names do not fit in", "{latin}", "holds text as LATIN1"),
    ("a guest, who may make no tables", "{guest}", "this user may not do that in the database"),
]


@pytest.mark.parametrize(("why", "url", "words"), CANNOT_OPEN, ids=[row[0] for row in CANNOT_OPEN])
def test_what_cannot_be_opened_is_said_with_a_way_out(places: dict[str, str], why: str, url: str, words: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(StoreError) as refused:
        open_store(url.format(**places, port=port))
    assert refused.value.id == "S403", why
    assert words in refused.value.what
    assert refused.value.mend
    assert "secret" not in str(refused.value)


def lose_the_connection(server: Server, store: Store, url: str) -> None:
    """Write an event, lose the connection, write another."""
    with store.writing() as writing:
        add(writing, "lost")
        server.end_sessions(url)
        add(writing, "lost", 1)


def test_a_right_password_opens_a_store_and_is_not_shown(server: Server, places: dict[str, str]) -> None:
    url = server.new_database("OWNER guarded").replace("postgres@", "guarded:correct@")
    store = open_store(url)
    with store.writing() as writing:
        add(writing)
    with pytest.raises(StoreError, match="S404") as refused:
        lose_the_connection(server, store, url.replace("guarded:correct@", "postgres@"))
    assert "correct" not in str(refused.value)
    assert "postgresql://guarded:***@" in str(refused.value)
    store.close()


def test_a_driver_may_be_named_in_the_address(server: Server) -> None:
    open_store(server.without_cases().replace("postgresql:", "postgresql+psycopg:"), create=False).close()


def test_a_store_that_must_exist_is_not_made(server: Server) -> None:
    url = server.new_database()
    with pytest.raises(StoreError, match=r"S403 .*is empty, not a store"):
        open_store(url, create=False)
    with server.admin(url) as admin:
        assert admin.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchall() == []


def test_a_connection_that_is_lost_is_said_and_the_next_command_has_a_new_one(
    server: Server, url: str, store: Store
) -> None:
    with pytest.raises(StoreError, match=r"S404 .*was lost; nothing was recorded"):
        lose_the_connection(server, store, url)
    with store.writing() as writing:
        add(writing)
    with store.reading() as reading:
        assert [row.case_id for row in reading.cases()] == ["C-1"]


def test_a_connection_that_was_lost_between_two_commands_is_not_noticed(server: Server, url: str, store: Store) -> None:
    with store.writing() as writing:
        add(writing)
    server.end_sessions(url)
    with store.writing() as writing:
        add(writing, "C-1", 1)


def test_a_connection_that_is_lost_while_a_change_is_kept_leaves_that_open(server: Server) -> None:
    url = server.new_database()
    store = open_store(url)
    with server.admin(url) as admin:
        admin.execute(
            "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS"
            " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END'"
        )
        admin.execute(
            "CREATE CONSTRAINT TRIGGER at_the_end AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION die()"
        )
    with pytest.raises(StoreError, match=r"S404 .*so it may be there or not") as refused, store.writing() as writing:
        add(writing)
    assert refused.value.mend == "read the case again before you repeat the command"
    store.close()


@pytest.fixture
def unreachable(server: Server, url: str, store: Store) -> Iterator[Store]:
    """A store that was open when its server went away."""
    server.end_sessions(url)
    door = server.folder / ".s.PGSQL.5432"
    away = door.rename(server.folder / "away")
    yield store
    away.rename(door)


def test_a_server_that_is_gone_is_said_by_a_store_that_was_open(unreachable: Store) -> None:
    with pytest.raises(StoreError, match=r"S404 .*no PostgreSQL server answers there"), unreachable.reading():
        pass


def test_a_character_that_postgresql_cannot_hold_is_refused_in_words(store: Store) -> None:
    with pytest.raises(StoreError, match=r"S407 .*NUL"), store.writing() as writing:
        add(writing, effects=[a_letter(text="Dear\0 Zoë")])


def test_a_commit_is_on_the_disk_whatever_the_database_does_for_others(server: Server) -> None:
    url = server.new_database()
    with server.admin(url) as admin:
        admin.execute(f"ALTER DATABASE {url.split('/')[3].split('?')[0]} SET synchronous_commit = off".encode())
    store = open_store(f"{url}&timeout=3")
    with store.writing() as writing:
        cursor = writing._connection.cursor()
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name IN ('synchronous_commit', 'lock_timeout')")
        assert dict(cursor.fetchall()) == {"synchronous_commit": "on", "lock_timeout": "3000"}
    store.close()


TAMPERING = [
    ("untouched", "SELECT 1", []),
    ("an edited body", "UPDATE event SET body = replace(body, 'telephone', 'email')", "event 1 was edited after it"),
    ("another moment", "UPDATE event SET happened_at = now()", "event 1 is listed with other facts"),
    ("an edited letter", "UPDATE effect SET text = 'Dear Nobody'", "or a letter it sent, was edited"),
]


@pytest.mark.parametrize(("what", "statement", "words"), TAMPERING, ids=[row[0] for row in TAMPERING])
def test_tampering_is_told(server: Server, url: str, store: Store, what: str, statement: str, words: str) -> None:
    with store.writing() as writing:
        add(writing, effects=[a_letter()])
    with server.admin(url) as admin:
        admin.execute(statement.encode())
    with store.reading() as reading:
        found = reading.verify("C-1")
    assert words in found[0] if words else found == [], what
