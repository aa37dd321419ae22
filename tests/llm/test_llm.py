from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from audiopub import llm, speech, text
from audiopub.errors import LlmError
from audiopub.llm.proposal import SCHEMA, SYSTEM, question
from audiopub.model import Piece, Suggestion, Timeline, Transcript
from audiopub.pipeline.editing import edit

SEED = Path(__file__).parents[2] / "seeds" / "rubio-lawrow.txt"
DURATION = 457.889
WHOLE = Timeline(
    pieces=(Piece(source_start=0, source_end=DURATION, start=0),),
    duration=DURATION,
    recorded=DURATION,
)
GOOD: dict[str, Any] = {
    "chapters": [
        {"paragraph": 0, "title": "Abfolge der Schritte"},
        {"paragraph": 4, "title": "Wie lässt sich da ein Kompromiss finden?"},
        {"paragraph": 7, "title": "Zum Scheitern verurteilt"},
        {"paragraph": 16, "title": "Und was ist mit dem Geld?"},
    ],
    "summary": [0, 1],
}


class Model(http.server.ThreadingHTTPServer):
    """Speaks the protocol of chat completions; says what it is told to say."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.says: Callable[[], tuple[int, bytes]] = lambda: (500, b"")
        self.asked: list[tuple[dict[str, Any], str | None]] = []

    @property
    def endpoint(self) -> llm.Endpoint:
        return llm.Endpoint(url=f"http://127.0.0.1:{self.server_port}/v1/", model="m", key="k")

    def answer(self, content: object) -> None:
        body = {"choices": [{"message": {"role": "assistant", "content": content}}]}
        self.says = lambda: (200, json.dumps(body).encode())


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Model

    def do_POST(self) -> None:
        assert self.path == "/v1/chat/completions"
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((body, self.headers["Authorization"]))
        status, data = self.server.says()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def model() -> Iterator[Model]:
    with Model() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def seed() -> Transcript:
    return text.read(SEED.read_bytes(), "seeds/rubio-lawrow.txt", language="de")


def suggestion(model: Model, transcript: Transcript) -> Suggestion:
    answer = llm.ask(model.endpoint, SYSTEM, question(transcript), SCHEMA)
    return llm.verified(answer, transcript)


def test_a_model_is_asked_with_a_strict_schema_and_what_holds_is_taken(
    model: Model, seed: Transcript
) -> None:
    model.answer(json.dumps(GOOD))
    found = suggestion(model, seed)
    assert found.openings == (0, 4, 7, 16)
    assert found.titles[2] == "Zum Scheitern verurteilt"
    assert found.summary == tuple(sentence.text for sentence in seed.sentences[:2])
    [(body, key)] = model.asked
    assert key == "Bearer k"
    assert body["response_format"]["json_schema"]["strict"] is True
    assert body["temperature"] == 0
    sent = body["messages"][1]["content"]
    number = [s.text for s in seed.sentences].index("Wie lässt sich da ein Kompromiss finden?")
    assert f"P4\nS{number} Wie lässt sich da ein Kompromiss finden?" in sent


def test_its_chapters_and_summary_stand_in_the_notes(model: Model, seed: Transcript) -> None:
    model.answer(json.dumps(GOOD))
    edited = edit(
        seed,
        seed.draft,
        speech.estimate(seed, DURATION),
        WHOLE,
        footer=None,
        layout=None,
        suggestion=suggestion(model, seed),
    )
    assert [chapter.title for chapter in edited.chapters] == [
        one["title"] for one in GOOD["chapters"]
    ]
    assert edited.notes.summary == " ".join(sentence.text for sentence in seed.sentences[:2])


def test_a_chapter_that_is_too_short_goes_to_its_neighbour(seed: Transcript) -> None:
    found = Suggestion(
        openings=(0, 1, 5), titles=("Anfang", "Zu kurz", "Mitte"), summary=(seed.sentences[0].text,)
    )
    alignment = speech.estimate(seed, 300.0)
    whole = Timeline(
        pieces=(Piece(source_start=0, source_end=300, start=0),), duration=300.0, recorded=300.0
    )
    edited = edit(seed, seed.draft, alignment, whole, footer=None, layout=None, suggestion=found)
    assert [chapter.title for chapter in edited.chapters] == ["Anfang", "Mitte"]


def changed(**parts: object) -> str:
    return json.dumps({**GOOD, **parts})


def titled(*chapters: tuple[object, object]) -> str:
    return changed(chapters=[{"paragraph": p, "title": t} for p, t in chapters])


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("no JSON", "no JSON"),
        ("[]", "not of the form"),
        (changed(more=1), "not of the form"),
        (changed(chapters={}), "not of the form"),
        (changed(chapters=[]), "do not begin with the text"),
        (changed(chapters=["x"]), "no number"),
        (titled((1, "Lawrow")), "do not begin with the text"),
        (titled((0, "Lawrow"), (99, "Putin")), "do not follow one another"),
        (titled((0, "Lawrow"), (0, "Putin")), "do not follow one another"),
        (titled((True, "Lawrow")), "no number"),
        (titled((0, 7)), "no text"),
        (titled((0, "Erfundener Titel")), "does not stand in its chapter"),
        (titled((0, "Lawrow"), (5, "Abfolge der Schritte")), "does not stand in its chapter"),
        (titled((0, "Lawrow"), (5, "lawrow")), "alike"),
        (titled((0, "")), "does not stand"),
        (changed(summary=[0]), "not two or three"),
        (changed(summary=[0, 0]), "not two or three"),
        (changed(summary=["Ein Satz.", "Noch einer."]), "not in the text"),
        (changed(summary=[0, 4_000]), "not in the text"),
        (changed(summary=[0, -1]), "not in the text"),
        (changed(summary=[15, 30, 33]), "too long"),
        (None, "not text"),
    ],
)
def test_what_does_not_hold_is_not_taken(
    content: object, what: str, model: Model, seed: Transcript
) -> None:
    model.answer(content)
    with pytest.raises(LlmError, match=what) as caught:
        suggestion(model, seed)
    assert caught.value.code == "AP264"


@pytest.mark.parametrize(
    ("status", "data", "what"),
    [
        (500, b"", "500"),
        (401, b"{}", "401"),
        (200, b"<html>", "not as the protocol has it"),
        (200, b"{}", "not as the protocol has it"),
        (200, b'{"choices": []}', "not as the protocol has it"),
        (200, b"x" * 300_000, "300000 bytes"),
    ],
)
def test_an_endpoint_that_does_not_work_is_an_error(
    status: int, data: bytes, what: str, model: Model
) -> None:
    model.says = lambda: (status, data)
    with pytest.raises(LlmError, match=what):
        llm.ask(model.endpoint, "", "", SCHEMA)


def test_an_endpoint_that_is_not_there_is_an_error() -> None:
    with pytest.raises(LlmError, match="of no help"):
        llm.ask(llm.Endpoint(url="http://127.0.0.1:9/v1", model="m"), "", "", SCHEMA)
