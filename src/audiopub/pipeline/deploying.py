"""Deploying: the published tree, brought to a target, looked at from outside, and told of."""

from __future__ import annotations

import hashlib
import os
import socket
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from audiopub import feed
from audiopub.deploy import public, shipping, tree
from audiopub.deploy.claims import Terms
from audiopub.deploy.kinds import Stage
from audiopub.deploy.opening import open_target
from audiopub.deploy.plan import Plan, fingerprint
from audiopub.deploy.shipping import Order, Shipment
from audiopub.deploy.survey import Memory
from audiopub.deploy.target import Target
from audiopub.deploy.transfer import Patience
from audiopub.model import DeployEvent, Destination, Finding
from audiopub.notify.channels import News, channels
from audiopub.notify.outbox import Errand, Outbox
from audiopub.pipeline.outcome import FEEDS, JOURNAL, WORK
from audiopub.pipeline.workshop import known_journal
from audiopub.project import config as configuration
from audiopub.project import deployment
from audiopub.project.config import Config
from audiopub.store import lock as running
from audiopub.store.journal import Journal

_INSTALLATION = "deploy:installation"

TellEvent = Callable[[DeployEvent], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployRequest:
    """What the producer asks for."""

    target: str
    """The name of the target."""

    dry_run: bool = False
    """Whether to say what would be done, and do nothing."""

    adopt: bool = False
    """Whether a target may be taken over that holds what is not ours."""

    again: bool = False
    """Whether a publication may be deployed that was rolled back."""

    verify: bool = False
    """Whether every file on the target is compared anew."""

    wait: float = 60.0
    """How long to wait for another run, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What came of it."""

    destination: Destination
    """Where the publication went."""

    plan: Plan | None
    """What was done; ``None`` if all was there."""

    findings: tuple[Finding, ...] = ()
    """What listeners get otherwise than it was deployed, and who could not be told."""

    @property
    def failed(self) -> bool:
        """Whether a finding is an error."""
        return any(finding.severity == "error" for finding in self.findings)


def deploy(
    root: Path,
    request: DeployRequest,
    *,
    tell: TellEvent = lambda _: None,
    waiting: Callable[[str], None] = lambda _: None,
) -> Delivery:
    """Bring the published tree to a target, look at it from outside, and tell others.

    Args:
        root: The folder of the show.
        request: What is asked for.
        tell: Told what is done.
        waiting: Told who is at work, before waiting for them.

    Raises:
        AudiopubError: It cannot be brought; what was live there stays live.
        ExceptionGroup: Of :class:`AudiopubError`, several mistakes in audiopub.toml at once.
    """
    config = configuration.load(root)
    destination = deployment.destination(config.document, root, request.target)
    if request.dry_run:
        with known_journal(root) as journal, closing(_opened(destination)) as target:
            order = _order(config, destination, request, journal, waiting)
            contents = tree.read(root / FEEDS, root, journal)
            shipment = shipping.preview(target, contents, order, _memory(journal, destination))
            return Delivery(destination=destination, plan=shipment.plan)
    with (
        running.held(root / WORK / "lock", wait=request.wait, waiting=waiting),
        Journal(root / JOURNAL) as journal,
    ):
        contents = tree.read(root / FEEDS, root, journal)
        post = _Post(config, destination, journal, tell)
        with closing(_opened(destination)) as target:
            order = _order(config, destination, request, journal, waiting)
            post.expect(fingerprint(shipping.files_of(contents)))
            shipment = shipping.deploy(target, contents, order, _memory(journal, destination), tell)
        findings = post.deliver(shipment, contents["feed.xml"].read())
    return Delivery(destination=destination, plan=shipment.plan, findings=findings)


def rollback(
    root: Path,
    request: DeployRequest,
    *,
    tell: TellEvent = lambda _: None,
    waiting: Callable[[str], None] = lambda _: None,
) -> Delivery:
    """Bring back the publication that was live on a target before.

    Raises:
        AudiopubError: There is none, or it cannot be brought; what was live there stays live.
        ExceptionGroup: Of :class:`AudiopubError`, several mistakes in audiopub.toml at once.
    """
    config = configuration.load(root)
    destination = deployment.destination(config.document, root, request.target)
    with (
        running.held(root / WORK / "lock", wait=request.wait, waiting=waiting),
        Journal(root / JOURNAL) as journal,
        closing(_opened(destination)) as target,
    ):
        order = _order(config, destination, request, journal, waiting)
        shipment = shipping.rollback(target, order, _memory(journal, destination), tell)
        there = target.read_range("feed.xml", 0, shipment.live["feed.xml"].size)
        findings = _Post(config, destination, journal, tell).deliver(shipment, there)
    return Delivery(destination=destination, plan=shipment.plan, findings=findings)


def _opened(destination: Destination) -> Target:
    return Patience().insist(lambda: open_target(destination))


def _order(
    config: Config,
    destination: Destination,
    request: DeployRequest,
    journal: Journal,
    waiting: Callable[[str], None],
) -> Order:
    return Order(
        show=config.document.get("show", "guid") or feed.show_guid(config.feed_link),
        keep_days=destination.keep_days,
        adopt=request.adopt,
        again=request.again,
        thorough=request.verify,
        terms=Terms(
            owner=_owner(config.root, journal),
            wait=request.wait,
            waiting=waiting,
            patience=Patience(),
        ),
    )


def _owner(root: Path, journal: Journal) -> str:
    """Return a name of this installation: of this show's folder on this machine."""
    number = journal.recall(_INSTALLATION, str)
    if number is None:
        number = uuid.uuid4().hex
        journal.record(_INSTALLATION, number)
    # a copy of the folder, on another machine or beside, must not pass for this one
    named = f"{number} {socket.gethostname()} {root.resolve()}"
    return hashlib.sha256(named.encode()).hexdigest()


def _memory(journal: Journal, destination: Destination) -> Memory:
    return Memory(journal, destination.name, destination.url)


class _Post:
    """Looks at a publication from outside, and tells others of it, once."""

    def __init__(
        self, config: Config, destination: Destination, journal: Journal, tell: TellEvent
    ) -> None:
        self._config = config
        self._destination = destination
        self._outbox = Outbox(journal, destination.name)
        self._tell = tell
        self._is_news = True

    def expect(self, publication: str) -> None:
        """Remember that a publication is to be told of, before it is brought.

        A run that dies right after it went live would else be forgotten: the next one finds that
        there is nothing to do.
        """
        errand = self._outbox.errand
        self._is_news = errand is not None and errand.fingerprint == publication
        if not self._is_news:
            self._outbox.put(Errand(fingerprint=publication))

    def deliver(self, shipment: Shipment, feed_there: bytes) -> tuple[Finding, ...]:
        """Look at what is live, if that was not done yet; then tell whoever was not told yet."""
        destination, plan = self._destination, shipment.plan
        ways = channels(
            deployment.announcement(self._config.document), self._config.root, os.environ
        )
        errand = self._outbox.errand
        publication = fingerprint(shipment.live)
        if errand is None or errand.fingerprint != publication:
            errand = Errand(fingerprint=publication)
        if plan is None and not self._is_news:
            # all of it was there before: another machine brought it, and told of it
            self._outbox.put(replace(errand, seen=True, told=tuple(ways)))
            return ()
        if plan and plan.puts:
            errand = replace(errand, pages=_pages(destination, plan), seen=False)
            self._outbox.put(errand)
        if destination.fetch and not errand.seen:
            media = [put.path for put in plan.puts if put.stage is Stage.MEDIA] if plan else []
            findings = public.compare(destination.public, shipment.live, feed_there, media)
            if findings:
                return findings
            self._tell(DeployEvent(verb="fetched", path=f"{destination.public}/feed.xml"))
            errand = replace(errand, seen=True)
            self._outbox.put(errand)
        if not destination.announced:
            return ()
        news = News(
            show=self._config.document.get("show", "title"),
            link=destination.public,
            feed=f"{destination.public}/feed.xml",
            pages=errand.pages,
        )
        return self._outbox.tell(errand, news, ways, self._tell)


def _pages(destination: Destination, plan: Plan) -> tuple[str, ...]:
    """Return the addresses of pages that a plan brings."""
    return tuple(
        f"{destination.public}/{put.path.removesuffix('index.html')}"
        for put in plan.puts
        if put.stage is Stage.PAGES and put.path.endswith("index.html")
    )
