"""One way to save an edited text: from the button or by itself, and with the difference when somebody was before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from samverkan.access.actions import Conflict, Refused
from samverkan.web.autosave import is_autosave, saved
from samverkan.web.conflict import Clashes, clashes
from samverkan.web.forms import Form
from samverkan.web.personal_data import warn_about_personal_data
from samverkan.web.screens import ScopedRequest

R = TypeVar("R")
NO_CLASHES = Clashes()


@dataclass(frozen=True)
class Outcome:
    """`response` is set when there is nothing more to show; else the form is shown again with `clashes`."""

    response: HttpResponse | None = None
    clashes: Clashes = NO_CLASHES

    def status(self, form: Form) -> int:
        return 409 if self.clashes else 422 if form.errors else 200


@dataclass(frozen=True)
class Attempt(Generic[R]):
    """What came of a sent form: the `result`, or the row as somebody else left it before, or neither: a refusal."""

    result: R | None = None
    before: Model | None = None


def attempt(form: Form, change: Callable[[int], R]) -> Attempt[R]:
    """`change`, given the version that was edited (0: nothing stood there). A refusal is told in the form.

    So what was typed stands in the form, however it went.
    """
    try:
        return Attempt(change(form.cleaned_data["expected_version"] or 0))
    except Conflict as conflict:
        return Attempt(before=conflict.current)
    except Refused as reason:
        form.add_error(None, str(reason))
        return Attempt()


def save(request: ScopedRequest, form: Form, change: Callable[[int], Model], said: str, back: str) -> Outcome:
    """Save a sent form with `change`, as in `attempt`; nothing that was typed is lost when it cannot be.

    From the button the person is taken to the address `back` and told what was done; an autosave is answered briefly.
    """
    by_itself = is_autosave(request)
    if not form.is_valid():
        return Outcome(HttpResponse(status=422) if by_itself and form.is_bound else None)
    if opened_before_the_cycle(request, form):
        return Outcome(HttpResponse(status=409) if by_itself else None)
    tried = attempt(form, change)
    found = clashes(form, tried.before) if tried.before else NO_CLASHES
    if found or form.errors:
        return Outcome(HttpResponse(status=409)) if by_itself else Outcome(clashes=found)
    changed = tried.result or tried.before  # where somebody has saved the very same, there is nothing to lose
    if by_itself:
        return Outcome(saved(changed.version))  # type: ignore[union-attr]
    messages.success(request, said)
    warn_about_personal_data(request, form)
    return Outcome(HttpResponseRedirect(back))


def opened_before_the_cycle(request: ScopedRequest, form: Form) -> bool:
    """Whether the form was opened in an earlier cycle; told in the form, which is then aimed at the new one.

    Versions begin anew with each cycle, so the one it knew may by chance be that of another text.
    """
    if request.POST.get("cycle", str(request.scope.cycle.pk)) == str(request.scope.cycle.pk):
        return False
    form.expect(0)
    form.add_error(
        None,
        _(
            "Ett nytt varv har börjat sedan du öppnade sidan, så inget är sparat."
            " Spara igen om det du skrev hör till det nya varvet."
        ),
    )
    return True
