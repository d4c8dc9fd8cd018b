"""The party's own picture: how far it has come, what it says, and its way to the others (handbook p. 32–34)."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.people import lacks_leader
from samverkan.pictures.actions import write_texts
from samverkan.pictures.queries.own import own_row
from samverkan.pictures.queries.road import Road, road
from samverkan.web.forms import Form
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen

# Where each part of the picture is written.
PART_URLS = {
    "findings": "prepare:finding_new",
    "sources": "prepare:sources_used",
    "patterns": "prepare:patterns",
    "mapping": "prepare:mapping",
    "text": "prepare:texts",
}
# What the picture waits for: the words on the button, the address, and who may press it.
NEXT = {
    "findings": (gettext_lazy("Skriv den första iakttagelsen"), "prepare:finding_new", "picture.edit"),
    "mend": (gettext_lazy("Se vad som behöver tas bort"), "prepare:secrecy", "picture.edit"),
    "review": (gettext_lazy("Sekretesspröva lägesbilden"), "prepare:secrecy", "picture.review"),
    "acknowledge": (gettext_lazy("Ta del av lägesbilden"), "prepare:acknowledge", "picture.acknowledge"),
    "hand_over": (gettext_lazy("Lämna över lägesbilden"), "prepare:hand_over", "picture.hand_over"),
}


class TextsForm(Form):
    summary = forms.CharField(
        label=gettext_lazy("Sammanfattning"),
        widget=forms.Textarea,
        required=False,
        max_length=10000,
        help_text=gettext_lazy("Det viktigaste på några rader, för den som bara läser det här."),
    )
    outlook = forms.CharField(
        label=gettext_lazy("Framåtblick"),
        widget=forms.Textarea,
        required=False,
        max_length=10000,
        help_text=gettext_lazy(
            "Byggplaner, nya verksamheter, förändrad befolkning: vad kan ändra bilden framöver?"
        ),
    )


@screen("picture.view", feature="2.1")
def own_picture(request: ScopedRequest) -> HttpResponse:
    now = road(request.scope)
    parts = now.own.parts
    done = sum(1 for part in parts if part.done)
    slug = request.scope.partnership.slug
    context = {
        "road": now,
        "findings": now.own.findings,
        "parts": [(part, reverse(PART_URLS[part.key], args=[slug])) for part in parts],
        "done": done,
        "progress_words": _("%(done)s av %(all)s delar är klara") % {"done": done, "all": len(parts)},
        "may_edit": request.scope.may("picture.edit"),
        "may_schedule": request.scope.may("picture.schedule"),
        "next": _next(request, now),
    }
    return render(request, "prepare/own_picture.html", context)


def _next(request: ScopedRequest, now: Road) -> dict[str, object] | None:
    """The button for what the picture waits for, to the one who may press it."""
    if now.next not in NEXT:
        return None
    words, url_name, permission = NEXT[now.next]
    url = reverse(url_name, args=[request.scope.partnership.slug])
    mine = request.scope.may(permission)
    leaderless = now.next == "acknowledge" and not mine and lacks_leader(request.scope)
    return {"words": words, "url": url, "mine": mine, "leaderless": leaderless}


@screen("picture.edit", feature="2.1")
def texts(request: ScopedRequest) -> HttpResponse:
    row = own_row(request.scope)
    form = TextsForm(
        request.POST or None,
        initial={
            "summary": row.summary if row else "",
            "outlook": row.outlook if row else "",
            "expected_version": row.version if row else 0,
        },
    )
    outcome = save(
        request,
        form,
        lambda version: write_texts(
            request.scope,
            version,
            summary=form.cleaned_data["summary"],
            outlook=form.cleaned_data["outlook"],
        ),
        _("Texterna är sparade."),
        reverse("prepare:own_picture", args=[request.scope.partnership.slug]),
    )
    context = {"form": form, "clashes": outcome.clashes, "heading": _("Sammanfattning och framåtblick")}
    return outcome.response or render(
        request, "prepare/picture_form.html", context, status=outcome.status(form)
    )
