"""An editor with the YAML language server helps while a policy is written: completion, hover, an error under the right word.

Run by `.ci/run` with the server's start script: `python tests/editor/try_editor.py path/to/yaml-language-server`. It speaks
the language server protocol to the real server over a pipe, as an editor does; the schema is the one in `schemas/`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
POLICY = ROOT / "policies" / "walsall" / "two-stage.yaml"
SECONDS = 60


class Editor:
    """One editor's side of the talk with the server."""

    def __init__(self, server: subprocess.Popen[bytes]) -> None:
        self.server, self.number = server, 0
        self.told: dict[str, list[dict[str, Any]]] = {}

    def ask(self, method: str, **params: Any) -> Any:
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": params})
        return next(said["result"] for said in self._heard() if said.get("id") == number and "method" not in said)

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def faults(self, uri: str) -> list[dict[str, Any]]:
        """What the server underlines in a file, once it has looked at it."""
        while uri not in self.told:
            next(self._heard())
        return self.told.pop(uri)

    def opened(self, text: str, file: Path) -> str:
        """A file that the editor shows as if it stood there; nothing is written to the disk."""
        uri = file.as_uri()
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=item)
        return uri

    def _heard(self) -> Iterator[dict[str, Any]]:
        while True:
            said = self._receive()
            if said.get("method") == "textDocument/publishDiagnostics":
                self.told[said["params"]["uri"]] = said["params"]["diagnostics"]
            elif "method" in said and "id" in said:  # the server asks for settings; an editor without any says so
                wanted = len(said.get("params", {}).get("items", ()))
                self._send({"id": said["id"], "result": [None] * wanted if wanted else None})
                continue
            yield said

    def _send(self, message: dict[str, Any]) -> None:
        assert self.server.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.server.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self.server.stdout
        length = 0
        while line := self.server.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            raise SystemExit("the language server ended without an answer")
        said: dict[str, Any] = json.loads(self.server.stdout.read(length))
        return said


@contextmanager
def an_editor(command: str) -> Iterator[Editor]:
    server = subprocess.Popen([command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        editor = Editor(server)
        editor.ask("initialize", processId=None, rootUri=ROOT.as_uri(), capabilities={})
        editor.tell("initialized")
        settings = {"yaml": {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}}
        editor.tell("workspace/didChangeConfiguration", settings=settings)
        yield editor
    finally:
        server.kill()
        server.wait(SECONDS)


def where(text: str, word: str) -> dict[str, int]:
    """The position of the first letter of a word, counted from 0."""
    before = text[: text.index(word)]
    return {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}


def completion_names_what_can_stand_there(editor: Editor) -> None:
    text = POLICY.read_text(encoding="utf-8") + "x"
    uri = editor.opened(text, POLICY.with_name("completion.yaml"))
    last = {"line": text.count("\n"), "character": 1}
    found = editor.ask("textDocument/completion", textDocument={"uri": uri}, position=last)
    labels = {item["label"] for item in (found["items"] if isinstance(found, dict) else found)}
    assert {"duties", "pauses"} <= labels, labels
    assert "stages" not in labels, "what is there already is not offered again"


def hover_tells_what_a_word_means(editor: Editor) -> None:
    text = POLICY.read_text(encoding="utf-8")
    uri = editor.opened(text, POLICY.with_name("hover.yaml"))
    found = editor.ask("textDocument/hover", textDocument={"uri": uri}, position=where(text, "different_from"))
    said = json.dumps(found)
    assert "decision maker" in said, said


def an_error_stands_under_the_right_word(editor: Editor) -> None:
    text = POLICY.read_text(encoding="utf-8").replace("handler: service-officer", "handlr: service-officer", 1)
    uri = editor.opened(text, POLICY.with_name("error.yaml"))
    faults = editor.faults(uri)
    starts = [(fault["range"]["start"], fault["message"]) for fault in faults]
    assert any(start == where(text, "handlr") for start, _ in starts), starts


def a_shipped_file_has_no_error(editor: Editor) -> None:
    for path in sorted((ROOT / "policies").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if text.startswith("# yaml-language-server:"):
            uri = editor.opened(text, path.with_name(f"as-{path.name}"))
            assert editor.faults(uri) == [], path


TRIALS = (
    completion_names_what_can_stand_there,
    hover_tells_what_a_word_means,
    an_error_stands_under_the_right_word,
    a_shipped_file_has_no_error,
)


def main() -> None:
    for trial in TRIALS:
        with an_editor(sys.argv[1]) as editor:
            trial(editor)
        print(f"ok  {trial.__name__.replace('_', ' ')}")


if __name__ == "__main__":
    main()
