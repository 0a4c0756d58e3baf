"""What happens to a store's file when programs compete, die, or meet a bad disk."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from traceback import format_exception

import pytest
import sqlalchemy

from putright.store import StoreError, open_store
from store.building import a_letter, add, an_event
from store.programs import count_and_faults, said, worker


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/cases.db"


def test_a_program_that_is_killed_keeps_exactly_what_it_committed(url: str) -> None:
    program = worker("endless", url)
    assert program.stdout is not None
    for line in program.stdout:
        if int(line) == 40:
            break
    program.send_signal(signal.SIGKILL)
    told = [40, *(int(line) for line in program.stdout.read().splitlines())][-1]
    program.communicate()
    kept, faults = count_and_faults(url)
    assert kept in (told, told + 1), "the last commit may not have been said yet"
    assert faults == []
    store = open_store(url)
    with store.reading() as reading:
        assert [row.version for row in reading.cases()] == [kept]
        assert [due.who for due in reading.dues()] == [str(kept - 1)]
        assert len(list(reading.effects())) == kept
    store.close()


def test_a_file_that_may_not_grow_refuses_in_words_and_keeps_what_was_committed(url: str) -> None:
    *committed, refusal = said("filling", url, 600_000).splitlines()
    assert refusal.startswith("S404")
    assert "the disk could not be read or written" in refusal
    assert count_and_faults(url) == (int(committed[-1]), [])


def test_a_full_disk_refuses_in_words_and_the_store_works_on_when_there_is_room(url: str) -> None:
    def small(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count=60").fetchall()

    open_store(url).close()
    sqlalchemy.event.listen(sqlalchemy.pool.Pool, "connect", small)
    try:
        store = open_store(url)
    finally:
        sqlalchemy.event.remove(sqlalchemy.pool.Pool, "connect", small)
    with store.writing() as writing:
        add(writing)
    with pytest.raises(StoreError, match=r"S404 .*the disk is full; nothing was recorded"), store.writing() as writing:
        add(writing, "C-1", 1, effects=[a_letter(seq=2, text="long " * 100_000)])
    with store.writing() as writing:
        add(writing, "C-1", 1, an_event("acknowledged"))
    store.close()
    assert count_and_faults(url) == (2, [])


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that any user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_a_read_only_file_can_be_read_and_refuses_a_writer(public_folder: Path) -> None:
    url = f"sqlite:///{public_folder}/cases.db"
    store = open_store(url)
    with store.writing() as writing:
        add(writing)
    store.close()
    (public_folder / "cases.db").chmod(0o444)
    read, refusal = said("unprivileged", url).splitlines()
    assert read == "read 1"
    assert refusal.startswith("S403")
    assert "its file or its disk is read-only | give this user the right to write" in refusal


def test_a_read_only_folder_is_named(public_folder: Path) -> None:
    public_folder.chmod(0o555)
    refusal = said("unprivileged", f"sqlite:///{public_folder}/cases.db")
    assert refusal.startswith("S403")
    assert "this user may not read and write there | make the folder" in refusal


def test_a_writer_that_waits_too_long_is_told_that_the_store_is_locked(url: str) -> None:
    open_store(url).close()
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = open_store(f"{url}?timeout=0.1")
    with pytest.raises(StoreError, match=r"S404 .*another program is writing"), store.writing():
        pass
    with store.reading() as reading:
        assert reading.events("C-1") == (), "a reader does not wait for a writer"
    other.close()
    store.close()


def test_a_writer_inside_a_writer_is_told_so_instead_of_waiting_for_ever(url: str) -> None:
    store = open_store(f"{url}?timeout=0.1")
    with pytest.raises(StoreError, match=r"S404 .*another part of this program"), store.writing(), store.writing():
        pass
    store.close()


CANNOT_OPEN = [
    ("no such folder", "sqlite:///{folder}/nowhere/cases.db", "cannot be opened: a folder is missing"),
    ("a folder", "sqlite:///{folder}", "cannot be opened"),
    ("not a database", "sqlite:///{folder}/letter.txt", "the file is not a database"),
    ("another program's database", "sqlite:///{folder}/music.db", "is a database of another program"),
    ("a newer store", "sqlite:///{folder}/newer.db", "was written by a newer putright"),
    ("no address at all", "cases.db", '"cases.db" is not the address of a store'),
    ("two slashes", "sqlite://cases.db", "names a computer"),
    ("a database we do not know", "mysql://localhost/cases", "cannot keep cases in mysql"),
    ("a wrong time-out", "sqlite:///{folder}/a.db?timeout=soon", "a number of seconds"),
    ("an unknown setting", "sqlite:///{folder}/a.db?mode=ro", "mode is not a setting"),
]


@pytest.mark.parametrize(("why", "url", "words"), CANNOT_OPEN, ids=[row[0] for row in CANNOT_OPEN])
def test_what_cannot_be_opened_is_said_with_a_way_out(tmp_path: Path, why: str, url: str, words: str) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ms Müller, " * 100)
    with sqlite3.connect(tmp_path / "music.db") as music:
        music.execute("CREATE TABLE song (name TEXT)")
    open_store(f"sqlite:///{tmp_path}/newer.db").close()
    with sqlite3.connect(tmp_path / "newer.db") as newer:
        newer.execute("UPDATE putright_tables SET version_num = '9999'")
    music.close()
    newer.close()
    with pytest.raises(StoreError) as refused:
        open_store(url.format(folder=tmp_path))
    assert refused.value.id == "S403", why
    assert words in refused.value.what
    assert refused.value.mend


SECRETS = [
    ("a computer for a file", "sqlite://ann:secret@computer/cases.db"),
    ("one slash", "postgresql:/ann:secret@computer/cases"),
    ("a password with signs in it", "postgresql://ann:s/e:c@ret@computer/cases"),
    ("a password as a setting", "postgresql://ann@computer/cases?password=secret"),
    ("a wrong time-out", "postgresql://ann:secret@computer/cases?timeout=soon"),
    ("no port", "postgresql://ann:secret@computer:port/cases"),
    ("no database", "postgresql://ann:secret@computer"),
]


@pytest.mark.parametrize(("why", "url"), SECRETS, ids=[row[0] for row in SECRETS])
def test_an_address_that_is_wrong_is_shown_without_its_password(why: str, url: str) -> None:
    with pytest.raises(StoreError, match="S403") as refused:
        open_store(url)
    assert "secret" not in "".join(format_exception(refused.value)), why
    assert "ret@" not in str(refused.value), why


def test_a_store_in_postgresql_says_which_library_it_misses() -> None:
    refusal = said("without_psycopg", "postgresql://computer/cases")
    assert refusal.startswith("S403 a store in PostgreSQL needs the library psycopg")
    assert "| pip install 'putright[postgresql]'" in refusal


@pytest.mark.parametrize("content", [None, b""], ids=["no file", "an empty file"])
def test_a_store_that_must_exist_is_not_made(url: str, content: bytes | None) -> None:
    file = Path(url.removeprefix("sqlite:///"))
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(StoreError, match="S403"):
        open_store(url, create=False)
    assert (file.read_bytes() if file.exists() else None) == content


def test_a_commit_is_on_the_disk_and_deleted_text_is_overwritten(url: str) -> None:
    store = open_store(url)
    with store.writing() as writing:
        ask = writing._connection.cursor().execute
        found = {name: ask(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
        more = {name: ask(f"PRAGMA {name}").fetchone()[0] for name in ("secure_delete", "foreign_keys")}
    store.close()
    assert found == {"journal_mode": "wal", "synchronous": 2}
    assert more == {"secure_delete": 1, "foreign_keys": 1}


def test_sql_is_loaded_when_a_store_is_opened_and_alembic_only_when_one_is_made(url: str) -> None:
    assert said("imports", url) == "before:\nafter: sqlalchemy alembic\n"
    assert said("imports", url) == "before:\nafter: sqlalchemy\n"
