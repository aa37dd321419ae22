"""Deploying a publication, and bringing the one before back: the steps, in their order."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from audiopub.deploy import plan as planning
from audiopub.deploy.claims import Claim, Terms
from audiopub.deploy.manifest import File, Manifest
from audiopub.deploy.plan import Plan
from audiopub.deploy.survey import Memory, Survey, read_manifest, refuse_foreign, survey
from audiopub.deploy.target import Content, Held, Target, content_of
from audiopub.deploy.transfer import Patience
from audiopub.deploy.voyage import Tell, Voyage
from audiopub.errors import DeployError
from audiopub.store.files import explained


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked of a deployment."""

    show: str
    """The ``podcast:guid`` of the show."""

    keep_days: float
    """How long superseded files stay."""

    terms: Terms
    """Who deploys, and how patiently."""

    adopt: bool = False
    """Whether a target may be taken over that holds what is not ours."""

    again: bool = False
    """Whether a publication may be deployed that was rolled back."""

    thorough: bool = False
    """Whether every file on the target is compared anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """What came of a deployment."""

    plan: Plan | None
    """What was done; ``None`` if the target said at once that there was nothing to do."""

    live: Mapping[str, File]
    """What is live now."""


def preview(target: Target, tree: Mapping[str, Content], order: Order, memory: Memory) -> Shipment:
    """Plan a deployment without writing anything, neither here nor there.

    Raises:
        DeployError: AP732, the target holds what is not ours; or the host refuses.
    """
    known = read_manifest(target, order.terms.patience)
    plan, _ = _planned(target, tree, known, order, memory, now=time.time())
    return Shipment(plan=plan, live=plan.done.live)


def deploy(
    target: Target, tree: Mapping[str, Content], order: Order, memory: Memory, tell: Tell
) -> Shipment:
    """Bring a publication to a target, whole or not at all.

    Args:
        target: The target.
        tree: The publication.
        order: What is asked.
        memory: What was brought to the target before.
        tell: Told what is done.

    Raises:
        DeployError: It cannot be brought; what was live stays live.
    """
    with Claim(target, order.terms) as claim:
        known = read_manifest(target, order.terms.patience)
        files = files_of(tree)
        if known and not order.again and known.withdrawn == planning.fingerprint(files):
            raise DeployError(
                "AP752",
                "this publication was rolled back, and nothing has changed since",
                path=target.name,
                hint="mend what was wrong and run audiopub publish; or deploy it all the same with "
                "--again",
            )
        if known and not order.thorough and _is_settled(known, files, order, claim.now):
            return Shipment(plan=None, live=known.live)
        plan, found = _planned(target, tree, known, order, memory, now=claim.now)
        plan = replace(plan, done=replace(plan.done, withdrawn=None))
        Voyage(target, claim, order.terms.patience, memory, tell).carry(plan, known, found, tree)
        return Shipment(plan=plan, live=plan.done.live)


def rollback(target: Target, order: Order, memory: Memory, tell: Tell) -> Shipment:
    """Bring the publication before the live one back; another rollback undoes it.

    If a deployment broke off, what was live before it is brought back.

    Args:
        target: The target.
        order: What is asked.
        memory: What was brought to the target before.
        tell: Told what is done.

    Raises:
        DeployError: AP743, there is none; AP751, a file of it is lost; or the host refuses.
    """
    patience = order.terms.patience
    with Claim(target, order.terms) as claim:
        known = read_manifest(target, patience)
        if known is None or (known.pending is None and known.previous is None):
            raise DeployError(
                "AP743",
                "no publication before the live one is kept there",
                path=target.name,
                hint="with keep_days = 0 none ever is; else there is one after the next deployment",
            )
        back = None if known.pending else known.previous
        files = back.apply(known.live) if back else known.live
        there = patience.insist(lambda: {held.path: held for held in target.list()})
        with tempfile.TemporaryDirectory(prefix="audiopub-") as folder:
            tree = _fetched(target, files, there, Path(folder), order)
            plan, found = _planned(target, tree, known, order, memory, now=claim.now)
            for put in plan.puts:
                if tree[put.path].source is None:
                    raise _lost(put.path, target)
            withdrawn = known.withdrawn if known.pending else planning.fingerprint(known.live)
            plan = replace(plan, done=replace(plan.done, withdrawn=withdrawn))
            Voyage(target, claim, patience, memory, tell).carry(plan, known, found, tree)
        return Shipment(plan=plan, live=plan.done.live)


def _planned(
    target: Target,
    tree: Mapping[str, Content],
    known: Manifest | None,
    order: Order,
    memory: Memory,
    *,
    now: float,
) -> tuple[Plan, Survey]:
    if known and known.show != order.show and order.adopt:
        known = None  # another show's files are not ours to delete
    found = survey(target, tree, known, memory, order.terms.patience, thorough=order.thorough)
    if not order.adopt:
        refuse_foreign(target, found, known, order.show)
    plan = planning.make(
        tree=files_of(tree),
        known=known or Manifest(show=order.show),
        there=found.there,
        now=now,
        keep_days=order.keep_days,
    )
    return plan, found


def files_of(tree: Mapping[str, Content]) -> dict[str, File]:
    """Return the files of a publication without their bytes."""
    return {path: File(size=one.size, sha256=one.sha256) for path, one in tree.items()}


def _is_settled(known: Manifest, files: Mapping[str, File], order: Order, now: float) -> bool:
    """Return whether the target says that all of this is there, and nothing is to be deleted."""
    needed = known.previous.files if known.previous else {}
    return (
        known.show == order.show
        and known.pending is None
        and known.live == files
        and all(
            path in needed or since + order.keep_days * planning.DAY > now
            for path, since in known.superseded.items()
        )
    )


def _fetched(
    target: Target, files: Mapping[str, File], there: Mapping[str, Held], folder: Path, order: Order
) -> dict[str, Content]:
    """Return a publication that only the target has; copies of what was overwritten are fetched.

    Raises:
        DeployError: AP751, a copy is damaged.
    """
    tree = {}
    for path, file in files.items():
        copy = planning.kept(file)
        local = folder / file.sha256
        if copy in there and not local.exists():
            data = _read(target, copy, file.size + 1, order.terms.patience)
            if content_of(data).sha256 != file.sha256:
                raise _lost(path, target)
            with explained(local, "write it"):
                local.write_bytes(data)
        source = local if copy in there else None
        tree[path] = Content(size=file.size, sha256=file.sha256, source=source)
    return tree


def _read(target: Target, path: str, length: int, patience: Patience) -> bytes:
    return patience.insist(lambda: target.read_range(path, 0, length))


def _lost(path: str, target: Target) -> DeployError:
    return DeployError(
        "AP751",
        "the publication before had this file, and it is lost there: nothing was changed",
        path=f"{target.name}/{path}",
        hint="bring back the sources of that publication, publish, and deploy",
    )
