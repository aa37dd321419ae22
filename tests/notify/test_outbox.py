from __future__ import annotations

from functools import partial

from tests.notify.conftest import Service
from tests.notify.test_channels import NEWS

from audiopub.model import DeployEvent
from audiopub.notify import channels
from audiopub.notify.outbox import Errand, Outbox
from audiopub.store.journal import Journal


def ways(service: Service) -> dict[str, channels.Channel]:
    return {
        "one": partial(channels.webhook, f"{service.address}one"),
        "two": partial(channels.webhook, f"{service.address}two"),
    }


def test_everybody_is_told_once(service: Service, journal: Journal) -> None:
    outbox = Outbox(journal, "web")
    events: list[DeployEvent] = []
    errand = Errand(fingerprint="first")
    assert outbox.tell(errand, NEWS, ways(service), events.append) == ()
    assert [event.path for event in events] == ["one", "two"]
    again = outbox.errand
    assert again is not None
    assert outbox.tell(again, NEWS, ways(service), events.append) == ()
    assert [post.path for post in service.posts] == ["/one", "/two"]


def test_what_passes_is_tried_again(service: Service, journal: Journal) -> None:
    service.statuses = [503, 429]
    waits: list[float] = []
    outbox = Outbox(journal, "web")
    errand = Errand(fingerprint="first")
    assert outbox.tell(errand, NEWS, ways(service), lambda _: None, sleep=waits.append) == ()
    assert [post.path for post in service.posts] == ["/one", "/one", "/one", "/two"]
    assert waits == [1.0, 4.0]


def test_who_cannot_be_told_is_a_warning_keeps_nobody_from_being_told_and_is_told_next_time(
    service: Service, journal: Journal
) -> None:
    service.statuses = [404]
    outbox = Outbox(journal, "web")
    (finding,) = outbox.tell(Errand(fingerprint="first"), NEWS, ways(service), lambda _: None)
    assert (finding.code, finding.severity) == ("AP760", "warning")
    assert "one could not be told" in finding.message
    assert [post.path for post in service.posts] == ["/one", "/two"]
    errand = outbox.errand
    assert errand is not None
    assert errand.told == ("two",)
    assert outbox.tell(errand, NEWS, ways(service), lambda _: None) == ()
    assert [post.path for post in service.posts] == ["/one", "/two", "/one"]
