"""What is asked in the cause tree: a note's words, where it hangs, and what a group of notes is called."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.problems.models import Cause
from samverkan.problems.queries.causes import CauseTree
from samverkan.problems.rules import Perspective
from samverkan.problems.tree import Spot
from samverkan.web.form_words import OLD_PAGE
from samverkan.web.forms import Form

TEXT_LENGTH = 300


class WordForm(Form):
    text = forms.CharField(
        label=gettext_lazy("Vad står det på lappen?"),
        max_length=TEXT_LENGTH,
        help_text=gettext_lazy("Ett nyckelord eller en kort mening. Skriv inga personers namn."),
    )


class SpotField(forms.CharField):
    """Where a note goes, as `under:12`; gives a Spot."""

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        try:
            return Spot.read(written)
        except ValueError as unknown:
            raise forms.ValidationError(_("Välj var lappen ska hänga.")) from unknown


class AddForm(Form):
    """`under`: the note that the new one hangs on, when it does not grow from the trunk."""

    text = forms.CharField(
        label=gettext_lazy("Ny lapp"),
        max_length=TEXT_LENGTH,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    to = SpotField(
        label=gettext_lazy("Var hänger den?"),
        widget=forms.Select(
            choices=[(f"branch:{each.value}", f"Gren: {each.swedish}") for each in Perspective]
        ),
    )

    def __init__(self, *args: Any, under: Cause | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if under:
            choice = (f"under:{under.pk}", _("Under ”%(text)s”") % {"text": under.text})
            self.fields["to"].widget.choices = [choice, *self.fields["to"].widget.choices]


class GroupForm(Form):
    text = forms.CharField(
        label=gettext_lazy("Vad har de valda lapparna gemensamt?"),
        max_length=TEXT_LENGTH,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class MoveForm(Form):
    to = SpotField(label=gettext_lazy("Häng lappen"))

    def __init__(self, found: CauseTree, cause: Cause, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].widget = forms.Select(choices=_targets(found, cause))


class RemoveForm(Form):
    """Made by hand in the template. `hanging`: how many notes the person was told go along."""

    hanging = forms.IntegerField(error_messages={"required": OLD_PAGE, "invalid": OLD_PAGE})


def _targets(found: CauseTree, cause: Cause) -> list[tuple[str, str]]:
    """Everything the note can hang on, as the tree reads, deeper ones farther in."""
    allowed, choices = found.tree.targets(cause.pk), []
    for perspective in Perspective:
        choices.append(
            (f"branch:{perspective.value}", _("På stammen: %(where)s") % {"where": perspective.swedish})
        )
        for branch in found.tree.children(perspective.value):
            for pk in (branch, *found.tree.below(branch)):
                if pk in allowed:
                    inset = "\u2003" * found.tree.level(pk)
                    choices.append((f"under:{pk}", f"{inset}{_('under')} ”{found.causes[pk].text}”"))
    return choices
