"""The leader reads what is to be decided and decides for the own organisation (handbook p. 21)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Refused
from samverkan.conditions.actions import decide_cooperation
from samverkan.conditions.printing import cooperation_draft, print_cooperation
from samverkan.conditions.queries.cooperation import CooperationState, cooperation_state, may_decide
from samverkan.partnerships.content import guidance
from samverkan.web.confirming import ConfirmForm, refused
from samverkan.web.fields import NameField
from samverkan.web.screens import ScopedRequest, screen


class DecideForm(ConfirmForm):
    has_read = forms.BooleanField(
        label=gettext_lazy("Jag har läst texten och beslutar om den som den är här")
    )
    registry_number = NameField(
        label=gettext_lazy("Diarienummer hos er"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Det nummer som beslutet har i ert diarium, om det har ett."),
        error_messages={"personal": gettext_lazy("Numret ser ut att innehålla %(told)s. Skriv ett utan.")},
    )


@screen("cooperation.decide", feature="1.1", pdf=True)
def cooperation_decide(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    now = cooperation_state(scope)
    form, status = DecideForm(request.POST or None, initial={"content_sha256": now.sha256}), 200
    if form.is_valid():
        try:
            _decide(request, form, now)
        except Refused as reason:
            now, status = cooperation_state(scope), 409
            form = refused(DecideForm, request.POST, now.sha256, str(reason))
        else:
            return redirect("initiate:cooperation", scope.partnership.slug)
    elif form.errors:
        status = 422
    stand = now.of(scope.party)
    may = may_decide(scope)
    context = {
        "now": now,
        "form": form,
        "stand": stand,
        "may_decide": may,
        "open": may and now.is_ready and not now.is_blocked and not now.is_adopted and not stand.counts,
        "others": [party for party in now.awaits if party != scope.party],
        "document": cooperation_draft(scope, now),
        "guide": guidance("1.1"),
    }
    return render(request, "initiate/cooperation_decide.html", context, status=status)


def _decide(request: ScopedRequest, form: DecideForm, now: CooperationState) -> None:
    number = form.cleaned_data["registry_number"]
    is_last = now.awaits == [request.scope.party]
    decide_cooperation(
        request.scope,
        form.cleaned_data["form_token"],
        content_sha256=form.cleaned_data["content_sha256"],
        printed=print_cooperation(request.scope, now, number) if is_last else None,
        counted=now.counted,
        registry_number=number,
    )
    if cooperation_state(request.scope).is_adopted:
        messages.success(request, _("Alla parter har beslutat. Beslutet om samverkan är fastställt."))
    else:
        messages.success(request, _("Ditt beslut är sparat. Nu väntar ni på de andra."))
