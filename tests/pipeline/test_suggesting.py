from __future__ import annotations

from pathlib import Path

import pytest

from audiopub import llm, text
from audiopub.errors import LlmError
from audiopub.pipeline import suggesting
from audiopub.pipeline.workshop import Workshop
from audiopub.project import config as configuration

SEED = Path(__file__).parents[2] / "seeds" / "rubio-lawrow.txt"
ANSWER = '{"chapters": [{"paragraph": 0, "title": "Abfolge der Schritte"}], "summary": [0, 1]}'


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str | LlmError]:
    """Return what a model will say, one after the other, in place of asking one."""
    said: list[str | LlmError] = []

    def ask(*_: object) -> str:
        answer = said.pop(0)
        if isinstance(answer, LlmError):
            raise answer
        return answer

    monkeypatch.setattr(llm, "ask", ask)
    return said


def shop(root: Path, *, model: bool) -> Workshop:
    if model:
        with (root / "audiopub.toml").open("a", encoding="utf-8") as file:
            file.write('\n[llm]\nurl = "http://localhost:1/v1"\nmodel = "m"\n')
    return Workshop.open(configuration.load(root), keeps=True)


def test_no_model_is_asked_unless_the_show_wants_one(
    root: Path, answers: list[str | LlmError]
) -> None:
    transcript = text.read(SEED.read_bytes(), "a.txt", language="de")
    assert suggesting.suggest(shop(root, model=False), transcript) == (None, ())
    assert answers == []


def test_an_answer_is_remembered_and_a_failure_is_a_warning_that_is_not(
    root: Path, answers: list[str | LlmError]
) -> None:
    transcript = text.read(SEED.read_bytes(), "a.txt", language="de")
    workshop = shop(root, model=True)
    answers += [LlmError("AP264", "asleep", hint="wake it"), ANSWER]
    nothing, [finding] = suggesting.suggest(workshop, transcript)
    assert nothing is None
    assert (finding.code, finding.severity, finding.message) == ("AP264", "warning", "asleep")
    found, findings = suggesting.suggest(workshop, transcript)
    assert found is not None
    assert (found.titles, findings) == (("Abfolge der Schritte",), ())
    assert suggesting.suggest(workshop, transcript) == (found, ())
    assert answers == []
