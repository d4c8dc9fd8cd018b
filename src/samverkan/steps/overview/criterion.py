"""Answering for a criterion that no system can find to hold, and taking it back (handbook p. 20–80)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Refused
from samverkan.cycles.actions import confirm_criterion, withdraw_confirmation
from samverkan.cycles.models import CriterionConfirmation
from samverkan.cycles.queries import get_confirmation
from samverkan.partnerships.content import Criterion, criterion
from samverkan.process.evidence import FOUND
from samverkan.web.fields import SharedTextField
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen


class ConfirmForm(Form):
    note = SharedTextField(
        label=gettext_lazy("Vad bygger du det på?"),
        max_length=1000,
        help_text=gettext_lazy(
            "Till exempel ett beslut, ett möte eller ett dokument, och var det finns. Alla parter läser det."
        ),
    )


class WithdrawForm(Form):
    reason = SharedTextField(
        label=gettext_lazy("Varför gäller det inte längre?"),
        max_length=1000,
        help_text=gettext_lazy("Alla parter läser skälet. Skriv inget om enskilda personer."),
    )


@screen("criterion.confirm", feature="P2")
def criterion_confirm(request: ScopedRequest, key: str) -> HttpResponse:
    scope, which = request.scope, _criterion(key)
    form = ConfirmForm(request.POST or None)
    if form.is_valid():
        confirm_criterion(scope, form.cleaned_data["form_token"], which, note=form.cleaned_data["note"])
        messages.success(request, _("Kriteriet är bekräftat."))
        return redirect("overview:step", scope.partnership.slug, which.step.value)
    if which.key in FOUND:
        raise Refused(_("Det här kriteriet blir klart av sig självt när arbetet är gjort."))
    context = {"form": form, "criterion": which}
    return render(request, "overview/criterion_confirm.html", context, status=422 if form.errors else 200)


@screen("criterion.confirm", feature="P2")
def criterion_withdraw(request: ScopedRequest, key: str) -> HttpResponse:
    scope, which = request.scope, _criterion(key)
    try:
        confirmation = get_confirmation(scope, which.key)
    except CriterionConfirmation.DoesNotExist:
        raise Refused(_("Ingen bekräftelse gäller för det här kriteriet nu.")) from None
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        withdraw_confirmation(scope, confirmation, reason=form.cleaned_data["reason"])
        messages.success(request, _("Bekräftelsen är återtagen. Kriteriet är inte längre uppfyllt."))
        return redirect("overview:step", scope.partnership.slug, which.step.value)
    context = {"form": form, "criterion": which, "confirmation": confirmation}
    return render(request, "overview/criterion_withdraw.html", context, status=422 if form.errors else 200)


def _criterion(key: str) -> Criterion:
    try:
        return criterion(key)
    except StopIteration:
        raise Http404 from None
