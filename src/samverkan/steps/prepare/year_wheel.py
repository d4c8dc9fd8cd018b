"""What comes back every year, by the figures or by experience, around the twelve months (handbook p. 41)."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.charts.months import MONTH_NAMES
from samverkan.pictures.actions import change_season, note_season, remove_season
from samverkan.pictures.content import SeasonContent
from samverkan.pictures.document import month_words, season_wheel
from samverkan.pictures.queries import own
from samverkan.pictures.queries.proposals import season_proposals
from samverkan.process.calendar import planned_months
from samverkan.web.forms import Form
from samverkan.web.personal_data import warn_about_personal_data
from samverkan.web.saving import save
from samverkan.web.screens import ScopedRequest, screen


class SeasonForm(Form):
    what = forms.CharField(
        label=gettext_lazy("Vad återkommer?"),
        max_length=300,
        help_text=gettext_lazy(
            "Till exempel skolavslutning, cykelstölder vid stationen, marknaden i september."
        ),
    )
    months = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Vilka månader?"),
        choices=list(enumerate(MONTH_NAMES, 1)),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )


@screen("picture.view", feature="2.8")
def year_wheel(request: ScopedRequest) -> HttpResponse:
    seasons = list(own.seasons(request.scope))
    content = [SeasonContent(what=season.what, months=season.months, party="") for season in seasons]
    cycle = request.scope.cycle.name
    planned = planned_months(request.scope)
    noted = {season.what for season in seasons}
    context = {
        "seasons": [(season, month_words(season.months)) for season in seasons],
        "wheel": season_wheel(content, cycle, planned=planned) if content or planned else None,
        "compact": season_wheel(content, cycle, True, planned) if content or planned else None,
        "by_month": [
            (name, [what for what, months in planned.items() if month in months])
            for month, name in enumerate(MONTH_NAMES, 1)
        ],
        "planned": len(planned),
        "proposals": [
            (proposal, month_words(proposal.months), uuid4())
            for proposal in season_proposals(request.scope, noted)
        ],
        "may_edit": request.scope.may("picture.edit"),
    }
    return render(request, "prepare/year_wheel.html", context)


@screen("picture.edit", feature="2.8")
def season_new(request: ScopedRequest) -> HttpResponse:
    form = SeasonForm(request.POST or None)
    if form.is_valid():
        note_season(
            request.scope,
            form.cleaned_data["form_token"],
            what=form.cleaned_data["what"],
            months=form.cleaned_data["months"],
        )
        messages.success(request, _("Mönstret finns nu i årshjulet."))
        warn_about_personal_data(request, form)
        return redirect("prepare:year_wheel", request.scope.partnership.slug)
    context = {"form": form, "heading": _("Lägg till något som återkommer")}
    return render(request, "prepare/season.html", context, status=422 if form.errors else 200)


@screen("picture.edit", feature="2.8")
def season(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(own.seasons(request.scope), pk=pk)
    initial = {"what": found.what, "months": found.months, "expected_version": found.version}
    form = SeasonForm(request.POST or None, initial=initial)
    outcome = save(
        request,
        form,
        lambda version: change_season(
            request.scope,
            found,
            version,
            what=form.cleaned_data["what"],
            months=form.cleaned_data["months"],
        ),
        _("Mönstret är sparat."),
        reverse("prepare:year_wheel", args=[request.scope.partnership.slug]),
    )
    context = {"form": form, "clashes": outcome.clashes, "heading": _("Ändra det som återkommer")}
    return outcome.response or render(request, "prepare/season.html", context, status=outcome.status(form))


@screen("picture.edit", feature="2.8")
@require_POST
def season_remove(request: ScopedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(own.seasons(request.scope), pk=pk)
    remove_season(request.scope, found)
    messages.success(request, _("Mönstret är borttaget ur årshjulet."))
    return redirect("prepare:year_wheel", request.scope.partnership.slug)
