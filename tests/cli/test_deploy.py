from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from audiopub.cli import main
from audiopub.deploy import public


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def web(root: Path) -> Path:
    return root.parent / "web"


@pytest.fixture
def address(web: Path) -> Iterator[str]:
    """Serve the target as a web server would."""
    web.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=web)) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(autouse=True)
def here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setattr(public, "PAUSES", ())


def add(root: Path, text: str) -> None:
    with (root / "audiopub.toml").open("a", encoding="utf-8") as config:
        config.write(text)


def test_a_deployment_says_what_it_did_and_where_it_is_seen(
    root: Path, web: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    add(root, f'[deploy.web]\nurl = "../web"\npublic = "{address}"\n')
    assert main(["deploy", "web"]) == 0
    out = capsys.readouterr().out
    assert "put feed.xml (new, " in out
    assert f"fetched {address}/feed.xml" in out
    assert "Deployed to web: " in out
    assert (web / "feed.xml").read_bytes() == (root / "feeds" / "feed.xml").read_bytes()
    assert main(["deploy", "web"]) == 0
    assert "Nothing to do: all of it is at ../web." in capsys.readouterr().out


def test_publish_to_a_target_does_both(root: Path, web: Path, address: str) -> None:
    add(root, f'[deploy.web]\nurl = "../web"\npublic = "{address}"\n')
    text = root / "seeds" / "eins.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("Folge", "Teil"), encoding="utf-8")
    assert main(["publish", "--to", "web", "--quiet"]) == 0
    assert b"Teil eins" in (web / "feed.xml").read_bytes()


def test_a_dry_run_prints_the_plan_and_writes_nothing(
    root: Path, web: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    web.mkdir()
    add(root, '[deploy.web]\nurl = "../web"\n')
    assert main(["deploy", "web", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "would put media/" in out
    assert "the feed last." in out
    assert "Dry run: nothing was written." in out
    assert list(web.iterdir()) == []


def test_machines_get_one_object_a_line(
    root: Path, web: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(root, '[deploy.web]\nurl = "../web"\nfetch = false\n')
    assert main(["deploy", "web", "--json"]) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {event["event"] for event in events} == {"planned", "put", "live", "deployed", "done"}
    assert events[-1]["status"] == 0
    assert events[-2]["files"] == sum(event["event"] == "put" for event in events)
    put = [event["path"] for event in events if event["event"] == "put"]
    assert sorted(put) == sorted(one["path"] for one in events if one["event"] == "planned")
    assert (web / "feed.xml").is_file()


def test_sigterm_ends_a_deployment_soon_and_the_next_one_goes_on(root: Path, web: Path) -> None:
    extra = root / "feeds" / "extra"
    extra.mkdir()
    for number in range(1000):
        (extra / f"{number}.txt").write_text(str(number), encoding="utf-8")
    add(root, '[deploy.web]\nurl = "../web"\nfetch = false\n')
    words = [sys.executable, "-m", "audiopub", "deploy", "web", "--json"]
    with subprocess.Popen(words, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        next(line for line in process.stdout if '"put"' in line and "extra/" in line)
        process.terminate()
        said = process.stdout.read()
        assert process.wait() == 130
    assert '"done"' not in said
    assert len(list(web.rglob("*.txt"))) < 1000
    assert not (web / "feed.xml").exists()
    assert not (web / "_audiopub" / "claims").exists()
    assert main(["deploy", "web", "--quiet"]) == 0
    assert (web / "feed.xml").read_bytes() == (root / "feeds" / "feed.xml").read_bytes()
    assert len(list((web / "extra").iterdir())) == 1000


def test_a_rollback_brings_back_what_was_there(
    root: Path, web: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(root, '[deploy.web]\nurl = "../web"\nfetch = false\n')
    assert main(["deploy", "web", "--quiet"]) == 0
    before = (web / "feed.xml").read_bytes()
    text = root / "seeds" / "eins.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("Folge", "Teil"), encoding="utf-8")
    assert main(["publish", "--quiet", "--to", "web"]) == 0
    assert (web / "feed.xml").read_bytes() != before
    capsys.readouterr()
    assert main(["deploy", "web", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "Nothing to put: all of it is there." in out
    assert re.search(r"would delete media/eins-\S+ .* after \d{4}-\d\d-\d\d, once another", out)
    assert main(["rollback", "web"]) == 0
    assert "Brought the publication before back to web: " in capsys.readouterr().out
    assert (web / "feed.xml").read_bytes() == before
    assert main(["deploy", "web"]) == 1
    assert "error AP752" in capsys.readouterr().err


def test_a_public_address_that_shows_something_else_is_an_error(
    root: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    add(root, f'[deploy.web]\nurl = "../elsewhere"\npublic = "{address}"\n')
    assert main(["deploy", "web"]) == 1
    assert f"error AP744  {address}/feed.xml: the public address answers with status 404" in (
        capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[deploy.web]\nurl = "ftp://host/x"', "deploy.web.url: nothing is known of ftp://"),
        ('[deploy.web]\nurl = "sftp://me:secret@host/x"', "there is a password in it"),
        ('[deploy.web]\nurl = "s3://key@bucket/x"', "there are credentials in it"),
        ('[deploy.web]\nurl = "s3://bucket/x?key=a"', "a part after ? or #"),
        ('[deploy.web]\nurl = "s3:///x"', "it names no host"),
        ("[deploy.web]\nkeep_days = 3", "deploy.web.url is missing"),
        ('[deploy.web]\nurl = "x"\nkeep_day = 3', "unknown key deploy.web.keep_day"),
        ('[deploy.web]\nurl = "x"\nkeep_days = -1', "deploy.web.keep_days: -1 is not between"),
        ('[deploy.web]\nurl = "x"\nfetch = "no"', "deploy.web.fetch is a text"),
        ("deploy = 3", "deploy is not a table"),
        ('[deploy.other]\nurl = "x"', "there is no target web"),
    ],
)
def test_mistakes_in_the_configuration_have_their_place(
    root: Path, capsys: pytest.CaptureFixture[str], table: str, said: str
) -> None:
    file = root / "audiopub.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{table}\n{text}" if table[0] != "[" else f"{text}{table}\n", encoding="utf-8")
    assert main(["deploy", "web"]) == 1
    captured = capsys.readouterr()
    assert said in captured.err
    assert "audiopub.toml" in captured.err
    assert "secret" not in captured.err.replace("secret is", "")


def test_others_are_told_once_after_the_public_address_shows_it(
    root: Path, web: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    link = 'link = "https://podcast.example.org"'
    config = root / "audiopub.toml"
    text = config.read_text(encoding="utf-8").replace(link, f'link = "{address}"')
    script = "import sys; open('../told', 'ab').write(sys.stdin.buffer.read() + b'\\n')"
    (root / "tell.py").write_text(script, encoding="utf-8")
    text += '[deploy.web]\nurl = "../elsewhere"\n'
    text += f'[notify]\ncommand = [{json.dumps(sys.executable)}, "tell.py"]\n'
    config.write_text(text, encoding="utf-8")
    told = root.parent / "told"
    assert main(["publish", "--quiet", "--to", "web"]) == 1  # the public address is another folder
    assert not told.exists()
    (root.parent / "elsewhere").rename(root.parent / "moved")
    web.rmdir()
    (root.parent / "moved").rename(web)
    (root.parent / "elsewhere").symlink_to(web)
    assert main(["deploy", "web"]) == 0
    assert "told command" in capsys.readouterr().out
    assert main(["deploy", "web"]) == 0
    (line,) = told.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["feed"] == f"{address}/feed.xml"
    assert f"{address}/eins/" in json.loads(line)["pages"]
