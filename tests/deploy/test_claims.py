from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.deploy.conftest import HASTE, order, publication

from audiopub.deploy import claims
from audiopub.deploy.claims import Claim, Terms
from audiopub.deploy.folder import Folder
from audiopub.deploy.shipping import deploy
from audiopub.deploy.survey import Memory
from audiopub.deploy.target import Content, Headers
from audiopub.deploy.transfer import Patience
from audiopub.errors import DeployError
from audiopub.store.journal import Journal


def terms(owner: str, wait: float = 0.0, waiting: Callable[[str], None] = lambda _: None) -> Terms:
    return Terms(owner=owner, wait=wait, waiting=waiting, patience=HASTE)


def age(web: Path, seconds: float) -> None:
    import os

    for claim in (web / claims.FOLDER).iterdir():
        os.utime(claim, (time.time() - seconds,) * 2)


def test_a_second_deployment_is_refused_and_told_who_is_at_work(folder: Folder) -> None:
    waited: list[str] = []
    with Claim(folder, terms("one")), pytest.raises(DeployError) as error:
        Claim(folder, terms("two", waiting=waited.append)).__enter__()
    assert error.value.code == "AP741"
    assert waited
    assert waited[0].startswith("process ")
    assert list(folder.list()) == []


def test_a_second_deployment_waits_for_the_first(folder: Folder) -> None:
    first = Claim(folder, terms("one"))
    first.__enter__()
    threading.Timer(0.3, lambda: first.__exit__(None, None, None)).start()
    with Claim(folder, terms("two", wait=30)) as second:
        second.check(surely=True)


def test_a_folder_that_vanishes_while_a_file_is_put_there_is_made_again(
    folder: Folder, web: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, vanished = Path.mkdir, iter([True, True, False])

    def removed(self: Path, *, parents: bool = False, exist_ok: bool = False) -> None:
        make(self, parents=parents, exist_ok=exist_ok)
        if next(vanished):
            self.rmdir()

    monkeypatch.setattr(Path, "mkdir", removed)
    headers = Headers(content_type="text/plain", cache_control="no-store")
    content = Content(size=4, sha256=hashlib.sha256(b"held").hexdigest(), source=b"held")
    folder.put("claims/one", content, headers)
    assert (web / "claims/one").read_bytes() == b"held"


def test_what_vanishes_while_a_folder_is_listed_is_left_out(
    folder: Folder, web: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (web / "stays").write_bytes(b"")
    (web / "goes").write_bytes(b"")
    (web / "link").symlink_to(web / "nowhere")
    exists = Path.exists

    def vanish(self: Path) -> bool:
        (web / "goes").unlink(missing_ok=True)
        return exists(self)

    monkeypatch.setattr(Path, "exists", vanish)
    assert sorted(held.path for held in folder.list()) == ["link", "stays"]


def test_of_many_at_once_never_two_go_on(web: Path) -> None:
    at_work: list[str] = []
    worked: list[str] = []
    together: list[list[str]] = []

    def run(owner: str) -> None:
        brief = Patience(sleep=lambda seconds: time.sleep(seconds / 5))
        named = Terms(owner=owner, wait=120, waiting=lambda _: None, patience=brief)
        with Claim(Folder(web, "web"), named):
            at_work.append(owner)
            together.append(list(at_work))
            time.sleep(0.01)
            at_work.remove(owner)
            worked.append(owner)

    threads = [threading.Thread(target=run, args=(str(n),)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(worked) == ["0", "1", "2"]
    assert max(map(len, together)) == 1


def test_the_claim_of_a_dead_process_lapses_by_the_hosts_clock(folder: Folder, web: Path) -> None:
    dead = Claim(folder, terms("one"))
    dead._attempt()  # and then it is killed
    with pytest.raises(DeployError, match="deploying to this target"):
        Claim(folder, terms("two")).__enter__()
    age(web, 100)
    with Claim(folder, terms("two")):
        assert len(list(folder.list())) == 1


def test_an_installation_takes_its_own_dead_claim_over_at_once(folder: Folder) -> None:
    Claim(folder, terms("one"))._attempt()
    with Claim(folder, terms("one")) as again:
        again.check(surely=True)


def test_a_claim_that_was_killed_while_it_was_written_is_known_by_its_name(
    folder: Folder, web: Path
) -> None:
    Claim(folder, terms("one"))._attempt()
    (half,) = (web / claims.FOLDER).iterdir()
    half.write_bytes(b"")
    with pytest.raises(DeployError, match="another run is deploying"):
        Claim(folder, terms("two")).__enter__()
    with Claim(folder, terms("one")) as again:
        again.check(surely=True)


def test_a_refusal_says_who_is_at_work_since_when_and_when_a_dead_one_ends(
    folder: Folder, web: Path
) -> None:
    Claim(folder, terms("one"))._attempt()
    age(web, 30)
    with pytest.raises(DeployError) as error:
        Claim(folder, terms("two")).__enter__()
    who = r"process \d+ on \S+ \(since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC by its clock\)"
    assert re.fullmatch(f"{who} is deploying to this target", error.value.what)
    said = re.search(r"came (\d+) seconds ago: .* ends in (\d+) seconds", error.value.hint or "")
    assert said
    assert 30 <= int(said[1]) < 60
    assert abs(int(said[1]) + int(said[2]) - 90) <= 1


def test_who_slept_finds_that_another_took_over(folder: Folder, web: Path) -> None:
    sleeper = Claim(folder, terms("one"))
    with sleeper:
        age(web, 100)
        with Claim(folder, terms("two")), pytest.raises(DeployError) as error:
            sleeper.check(surely=True)
    assert error.value.code == "AP742"


def test_who_holds_a_target_is_not_put_off_by_one_who_only_tries(folder: Folder, web: Path) -> None:
    """A claim that waits for its turn lies there for a moment, each time that it is tried."""
    pauses: list[float] = []
    rival = web / claims.FOLDER / "two-0123"

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        rival.unlink()

    named = Terms(owner="one", wait=0, waiting=lambda _: None, patience=Patience(sleep=pause))
    with Claim(folder, named) as claim:
        rival.touch()
        claim.check(surely=True)
    assert len(pauses) == 1


def test_a_dead_claim_beside_ones_own_is_of_no_concern(folder: Folder, web: Path) -> None:
    with Claim(folder, terms("one")) as claim:
        (web / claims.FOLDER / "two-0123").touch()
        age(web, 100)
        claim._put()
        claim.check(surely=True)


@pytest.mark.parametrize("slept", [True, False])
def test_a_claim_that_stays_beside_ones_own_is_a_take_over(
    folder: Folder, web: Path, *, slept: bool
) -> None:
    pauses: list[float] = []
    named = Terms(
        owner="one", wait=0, waiting=lambda _: None, patience=Patience(sleep=pauses.append)
    )
    with Claim(folder, named) as claim:
        (web / claims.FOLDER / "two-0123").touch()
        claim._renewed -= 1000 if slept else 0
        with pytest.raises(DeployError) as error:
            claim.check(surely=True)
    assert error.value.code == "AP742"
    assert bool(pauses) is not slept  # who slept may have been taken for dead: no time to lose


def test_who_slept_asks_before_going_on(folder: Folder) -> None:
    with Claim(folder, terms("one")) as claim:
        (held,) = folder.list(claims.FOLDER)
        folder.delete(held.path)
        claim.check()  # it was renewed a moment ago
        claim._renewed -= 1000
        with pytest.raises(DeployError, match="taken over"):
            claim.check()


def test_two_machines_at_once_make_no_mix(tmp_path: Path, web: Path) -> None:
    """Two shows of one identity, as two machines would have them: one after the other goes live."""
    failures: list[Exception] = []

    def machine(name: str) -> None:
        root = tmp_path / name
        publication(root / "feeds", 3, title=name)
        try:
            with Journal(root / "journal.sqlite3") as journal:
                from audiopub.deploy import tree as published

                tree: Mapping[str, Content] = published.read(root / "feeds", root, journal)
                memory = Memory(journal, "web", "web")
                asked = order(
                    owner=name,
                    wait=120,
                    patience=Patience(sleep=lambda seconds: time.sleep(seconds / 5)),
                )
                deploy(Folder(web, "web"), tree, asked, memory, lambda _: None)
        except Exception as error:  # noqa: BLE001 - a thread's error would else be lost
            failures.append(error)

    threads = [threading.Thread(target=machine, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    title = "one" if b"<title>one" in (web / "feed.xml").read_bytes() else "two"
    for page in web.rglob("index.html"):
        assert title in page.read_text(encoding="utf-8")
