"""Writing the own picture: its texts and its findings, with or without a frozen figure."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import action, change, once, record, running_cycle
from samverkan.access.scope import Scope
from samverkan.datasets.figures import thaw
from samverkan.datasets.models import Dataset
from samverkan.groups.rules import moved
from samverkan.pictures.content import ShownFigure
from samverkan.pictures.models import Finding, FrozenFigure, Picture
from samverkan.pictures.queries import own
from samverkan.pictures.rules import fingerprint
from samverkan.pictures.small_cells import shareable


def _picture(scope: Scope) -> Picture:
    """The party's own picture in the running cycle, begun if nobody has written in it yet."""
    picture, _ = Picture.objects.get_or_create(cycle=running_cycle(scope), party=scope.party)
    return picture


@action("picture.edit")
def write_texts(scope: Scope, version: int, *, summary: str, outlook: str) -> Picture:
    """The summary and the outlook. Raises Conflict when somebody else has saved since `version`."""
    # A picture that something else began has version 1 and no texts: nobody has been there since version 0.
    picture = change(_picture(scope), version or 1, summary=summary, outlook=outlook)
    record(scope, "write_texts", picture)
    return picture


@action("picture.edit")
def add_finding(scope: Scope, /, token: UUID | None, **parts: str) -> Finding:
    """`parts` are those of content.FINDING_PARTS."""

    def make() -> Finding:
        finding = _append(scope, _picture(scope), **parts)
        record(scope, "add_finding", finding)
        return finding

    return once(scope, "add_finding", token, make, Finding)


@action("picture.edit")
def change_finding(scope: Scope, /, finding: Finding, version: int, **parts: str) -> Finding:
    """Raises Conflict when somebody else has saved since `version`."""
    changed = change(finding, version, **parts, changed_by=scope.user, changed_at=timezone.now())
    record(scope, "change_finding", changed)
    return changed


@action("picture.edit")
def move_finding(scope: Scope, finding: Finding, *, up: bool) -> None:
    """One place up or down. The first cannot go up, nor the last down; then nothing moves."""
    for position, each in enumerate(moved(list(own.findings(scope)), finding, up=up), 1):
        if each.position != position:
            Finding.objects.filter(pk=each.pk).update(position=position)
    record(scope, "move_finding", finding)


@action("picture.edit")
def remove_finding(scope: Scope, finding: Finding) -> None:
    """Takes the finding out of the picture. It is kept, and can be put back."""
    Finding.objects.filter(pk=finding.pk).update(removed_at=timezone.now())
    record(scope, "remove_finding", finding)


@action("picture.edit")
def put_back_finding(scope: Scope, finding: Finding) -> None:
    Finding.objects.filter(pk=finding.pk).update(removed_at=None)
    record(scope, "put_back_finding", finding)


@action("picture.edit")
def freeze_figure(
    scope: Scope,
    *,
    dataset: Dataset,
    key: str,
    filter: dict[str, str],
    data: dict[str, Any],
    source_line: str,
    token: UUID | None,
) -> Finding:
    """Make a finding of a figure as it is now: what it says becomes the finding's first words, free to change.

    `data` is what `datasets.figures.freeze` gives. The figure itself never changes again.
    """
    if dataset.party_id != scope.party.pk:
        raise Dataset.DoesNotExist

    def make() -> Finding:
        picture = _picture(scope)
        as_it_is = ShownFigure(
            dataset=dataset.parquet_sha256,
            key=key,
            filter=filter,
            data=data,
            source_line=source_line,
            hidden=[],
        )
        shared, hidden = shareable(key, data)
        for_others = ShownFigure({**as_it_is, "data": shared, "hidden": hidden})
        figure = FrozenFigure.objects.create(
            picture=picture,
            dataset=dataset,
            key=key,
            filter=filter,
            data=data,
            sha256=fingerprint(dict(as_it_is)),
            shared=shared,
            shared_sha256=fingerprint(dict(for_others)),
            hidden=hidden,
            source_line=source_line,
            frozen_by=scope.user,
        )
        finding = _append(scope, picture, what=thaw(key, data).message, figure=figure)
        record(scope, "freeze_figure", finding, figure=figure.pk, dataset=dataset.pk)
        return finding

    return once(scope, "freeze_figure", token, make, Finding)


def _append(scope: Scope, picture: Picture, **fields: Any) -> Finding:
    position = picture.next_position()
    return Finding.objects.create(picture=picture, position=position, changed_by=scope.user, **fields)
