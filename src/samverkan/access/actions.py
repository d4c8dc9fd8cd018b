"""The frame around every write: the right is checked, the change made and the log written as one, or not at all."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from samverkan.access.models import LogEntry, Submission
from samverkan.access.personal_data import mask
from samverkan.access.scope import Scope
from samverkan.partnerships.models import Cycle

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)
_entries: ContextVar[list[str] | None] = ContextVar(
    "entries", default=None
)  # the room of each line, "" for none
_afterwards: list[Callable[[Scope, frozenset[str]], None]] = []


class Unlogged(Exception):
    """An action that wrote without saying so. Call `record` in it."""


class Conflict(Exception):
    """Somebody changed the same thing in between. `current` is what stands now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(f"{current._meta.label} {current.pk} has changed")
        self.current = current


class Refused(Exception):
    """What was asked cannot be done as things stand. The message is shown as it stands."""


def action(
    permission: str, *, proves: bool = True
) -> Callable[[Callable[Concatenate[Scope, P], R]], Callable[Concatenate[Scope, P], R]]:
    """Mark a business verb: checks `permission`, runs in one transaction, and demands at least one log entry.

    `proves=False`: nothing it writes has to do with where the work stands, so nothing follows upon it.
    """

    def mark(verb: Callable[Concatenate[Scope, P], R]) -> Callable[Concatenate[Scope, P], R]:
        @wraps(verb)
        def run(scope: Scope, /, *args: P.args, **kwargs: P.kwargs) -> R:
            scope.require(permission)
            outer_entries = _entries.get()
            entries: list[str] = []
            outer = _entries.set(entries)
            try:
                with transaction.atomic():
                    result = verb(scope, *args, **kwargs)
                    if not entries:
                        raise Unlogged(verb.__qualname__)
                    if outer_entries is not None:
                        outer_entries += entries
                    for follow in _afterwards if outer_entries is None and proves else ():
                        follow(scope, frozenset(filter(None, entries)))
                    return result
            finally:
                _entries.reset(outer)

        run.permission = permission  # type: ignore[attr-defined]
        return run

    return mark


def after_every_action(follow: Callable[[Scope, frozenset[str]], None]) -> None:
    """Let `follow` run at the end of every outermost action that can prove something, in its transaction.

    So what is derived is never behind. It is told in which rooms the action has written, by what it logged.
    """
    _afterwards.append(follow)


def record(scope: Scope, verb: str, target: models.Model, *, shared: bool = False, **facts: Any) -> None:
    """Write the log entry of the running action. `shared`: for all parties to see, else for the acting party."""
    entries = _entries.get()
    if entries is None:
        raise RuntimeError(f"{verb} is logged outside an action")
    entries.append(target._meta.app_label)
    LogEntry.objects.create(
        user=scope.user,
        partnership=scope.partnership,
        party=None if shared else scope.party,
        action=verb,
        object_type=target._meta.label,
        object_id=target.pk,
        facts=facts,
    )


def fields_of(row: models.Model | None, *names: str) -> dict[str, Any]:
    """The row's fields as plain data, to hold what comes against with `changed_fields`; None each where no row is."""
    return {name: _plain(getattr(row, name)) if row else None for name in names}


def changed_fields(before: Mapping[str, Any], after: models.Model) -> dict[str, list[Any]]:
    """What of `fields_of` reads otherwise now, for `record`: {field: [before, now]}.

    The log is never cleaned, so personal data that somebody wrote by mistake are hidden in it.
    """
    now = fields_of(after, *before)
    return {name: [_masked(was), _masked(now[name])] for name, was in before.items() if was != now[name]}


def change_shared(
    scope: Scope, verb: str, row: M, version: int, fields: Mapping[str, Any], **facts: Any
) -> M:
    """`change` a row of what the parties write together, and let the log tell what it replaced. Raises Conflict.

    The row knows who changed it last (`changed_by`, `changed_at`).
    """
    before = fields_of(row, *fields)
    changed = change(row, version, **fields, changed_by=scope.user, changed_at=timezone.now())
    record(scope, verb, changed, shared=True, changed=changed_fields(before, changed), **facts)
    return changed


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _masked(value: Any) -> Any:
    return mask(value) if isinstance(value, str) else value


def already_done() -> None:
    """Say that the running action found its work done before: nothing was written, so there is nothing to log."""
    entries = _entries.get()
    if entries is not None:
        entries.append("")


def once(scope: Scope, verb: str, token: UUID | None, make: Callable[[], M], model: type[M]) -> M:
    """Run `make` unless the same form has been received before; then give what it made the first time.

    The unique token is written first, so a second request with the same token waits for or fails after the first.
    """
    if token is None:
        return make()
    submission, new = Submission.objects.select_for_update().get_or_create(
        token=token, defaults={"user": scope.user, "action": verb}
    )
    if not new:
        if submission.user_id != scope.user.pk or submission.action != verb:
            raise Refused("Formuläret hörde till en annan sida. Ladda om sidan och försök igen.")
        already_done()
        return model._default_manager.get(pk=submission.object_id)
    made = make()
    submission.object_id = made.pk
    submission.save(update_fields=["object_id"])
    return made


def change(instance: M, expected_version: int, **fields: Any) -> M:
    """Write `fields` if nobody has changed the row since `expected_version`, else raise `Conflict`."""
    manager = type(instance)._default_manager
    changed = manager.filter(pk=instance.pk, version=expected_version).update(
        **fields, version=models.F("version") + 1
    )
    instance.refresh_from_db()
    if not changed:
        raise Conflict(instance)
    return instance


def start_or_change(model: type[M], version: int, key: dict[str, Any], fields: dict[str, Any]) -> M:
    """The row with `key`, begun where the form knew of none (`version` 0), else changed; raises `Conflict`.

    A form that knew a version where no row is was opened in the cycle before: its text is not the new cycle's.
    """
    manager = model._default_manager
    if version:
        row = manager.filter(**key).first()
        if row is None:
            raise Refused("Ett nytt varv har börjat. Ladda om sidan.")
    else:
        row, made = manager.get_or_create(**key, defaults=fields)
        if made:
            return row
    return change(row, version, **fields)


def running_cycle(scope: Scope) -> Cycle:
    """The cycle to write in, read anew and held until the action is done; refuses when it has been closed meanwhile.

    Held in the mode that lets others refer to it: every row of the cycle does.
    """
    cycle = Cycle.objects.select_for_update(no_key=True).filter(pk=scope.cycle.pk, closed_at=None).first()
    if cycle is None:
        raise Refused("Varvet är avslutat. Det som hände i det står kvar som det är.")
    return cycle
