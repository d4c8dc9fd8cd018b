"""The leader reads what is to be signed, proves who they are and signs. Short: it is done on a phone, in a hurry."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Refused
from samverkan.access.proving import Factor, NotProved, factor_of, prove
from samverkan.documents.signers import signer
from samverkan.plans.queries.evidence import ends_on
from samverkan.plans.queries.signing import SigningState, latest_signed, may_sign
from samverkan.plans.rules import SigningWay
from samverkan.plans.signing import sign
from samverkan.steps.join.agreement import moved_on
from samverkan.steps.join.signing import state_of
from samverkan.typeset import from_data
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen

CODE = forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "data-width": "short"})
PASSWORD = forms.PasswordInput({"autocomplete": "current-password"})


class SignForm(Form):
    content_sha256 = forms.CharField(widget=forms.HiddenInput({"id": False}))
    has_read = forms.BooleanField(label=gettext_lazy("Jag har läst överenskommelsen och står för den"))
    factor = forms.CharField(max_length=128, strip=False)

    def __init__(self, request: ScopedRequest, state: SigningState, factor: Factor) -> None:
        initial = {"content_sha256": state.signing.content_sha256}
        super().__init__(request.POST or None, initial=initial)
        field = self.fields["factor"]
        if factor is Factor.CODE:
            field.label = _("Kod från din autentiseringsapp")
            field.help_text = _("Sex siffror, eller en av dina reservkoder.")
            field.widget = CODE
        else:
            field.label = _("Ditt lösenord")
            field.help_text = _("Det du loggar in med. Så vet de andra att det är du.")
            field.widget = PASSWORD


@screen("agreement.sign", feature="3.7", pdf=True)
def sign_page(request: ScopedRequest, pk: int) -> HttpResponse:
    scope, state = request.scope, state_of(request, pk)
    factor = factor_of(scope.user)
    form, status = SignForm(request, state, factor), 200
    if request.method == "POST" and _has_signed(request, state):
        return _done(request, pk)  # pressed twice: it is done, and no second code is asked for
    if form.is_valid():
        try:
            sign(
                scope,
                form.cleaned_data["form_token"],
                state.signing,
                content_sha256=form.cleaned_data["content_sha256"],
                factor=prove(request, form.cleaned_data["factor"]),
            )
        except (NotProved, Refused) as reason:
            state = state_of(request, pk)
            if _has_signed(request, state):
                return _done(request, pk)
            if isinstance(reason, NotProved):
                form.add_error("factor", str(reason))
                status = 422
            else:
                form.add_error(None, str(reason))
                status = 409
        else:
            return _done(request, pk)
    elif form.errors:
        status = 422
    form.data = _without_factor(form)
    place = next((place for place in state.places if place.party == scope.party), None)
    may = may_sign(scope) and place is not None
    context = {
        "form": form,
        "state": state,
        "signing": state.signing,
        "place": place,
        "may_sign": may,
        "open": may and state.runs and scope.party in state.awaits,
        "others": [party for party in state.awaits if party != scope.party],
        "can_prove": factor is not Factor.NONE,
        "ends_on": ends_on(state.signing),
        "moved_on": moved_on(scope, state),
        "amends": latest_signed(scope) is not None,
        "about": signer().about(),
        "document": from_data(state.signing.printed),
    }
    return render(request, "join/sign.html", context, status=status)


def _has_signed(request: ScopedRequest, state: SigningState) -> bool:
    return any(
        place.signature
        and place.signature.by_id == request.scope.user.pk
        and place.signature.way == SigningWay.ELECTRONIC
        for place in state.places
    )


def _done(request: ScopedRequest, pk: int) -> HttpResponse:
    state = state_of(request, pk)
    if state.awaits:
        messages.success(request, _("Du har skrivit under. Nu väntar överenskommelsen på de andra."))
    else:
        messages.success(request, _("Alla parter har skrivit under. Överenskommelsen gäller."))
    return redirect("join:signing", request.scope.partnership.slug, pk)


def _without_factor(form: Form) -> dict[str, object]:
    """A code or password is never sent back to the page."""
    return {name: value for name, value in form.data.items() if name != "factor"}
