"""A version put forward: what is to be signed, who has signed, and the ways around the electronic one."""

from typing import Literal, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Refused
from samverkan.datasets.uploads import TOO_LARGE
from samverkan.documents import store
from samverkan.plans.actions import attach_paper, open_signing, stop_signing
from samverkan.plans.models import Signing
from samverkan.plans.printing import print_to_sign
from samverkan.plans.queries.agreement import agreement_state
from samverkan.plans.queries.evidence import ends_on
from samverkan.plans.queries.signing import (
    SigningState,
    get_signing,
    may_attach_for,
    may_sign,
    signers_of,
    without_signer,
)
from samverkan.plans.rules import LARGEST_SCAN, SigningWay, kind_of_scan
from samverkan.plans.scans import can_be_read
from samverkan.steps.join.agreement import against, file_name, gap_url, moved_on
from samverkan.typeset import from_data
from samverkan.web.confirming import ConfirmForm, refused
from samverkan.web.downloads import download
from samverkan.web.fields import DateField, SharedTextField
from samverkan.web.form_page import made
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen

KINDS = ("pdf", "png", "jpg")


class OpenForm(ConfirmForm):
    overall = forms.CharField(widget=forms.HiddenInput({"id": False}), required=False)
    has_read = forms.BooleanField(
        label=gettext_lazy("Vi har läst igenom texten och den är klar att skriva under")
    )


class StopForm(Form):
    reason = SharedTextField(
        label=gettext_lazy("Varför avbryts underskriften?"),
        max_length=2000,
        help_text=gettext_lazy("Ledningarna läser skälet, och det står kvar i historiken."),
    )


class PaperForm(Form):
    party = forms.TypedChoiceField(label=gettext_lazy("För vilken part"), coerce=int)
    name = forms.CharField(label=gettext_lazy("Vem har skrivit under"), max_length=160)
    role = forms.CharField(
        label=gettext_lazy("Roll"),
        max_length=80,
        help_text=gettext_lazy("Till exempel kommunstyrelsens ordförande eller chef för lokalpolisområdet."),
    )
    signed_on = DateField(label=gettext_lazy("När"))
    scan = forms.FileField(
        label=gettext_lazy("Det påskrivna papperet"),
        max_length=255,
        help_text=gettext_lazy("Inläst som PDF, JPG eller PNG, högst 20 MB. Papperet sparar ni själva."),
    )

    has_compared = forms.BooleanField(
        label=gettext_lazy(
            "Jag har sett att papperet är den här versionen, påskriven av den som står här ovanför"
        )
    )

    def __init__(self, request: ScopedRequest, state: SigningState) -> None:
        super().__init__(request.POST or None, request.FILES or None)
        mine = may_attach_for(request.scope, state)
        self.fields["party"].choices = [(each.pk, each.name) for each in mine]  # type: ignore[attr-defined]
        if len(mine) == 1:
            self.initial["party"] = mine[0].pk
            if signer := next(iter(signers_of(mine[0])), None):
                self.initial["name"] = signer.name
                place = state.of(mine[0])
                self.initial["role"] = place.role if place else ""
        self._too_large = request.META.get(TOO_LARGE, False)

    def clean(self) -> None:
        scan = self.cleaned_data.get("scan")
        if self._too_large or (scan and scan.size > LARGEST_SCAN):
            self.errors.pop("scan", None)
            self.add_error("scan", _("Filen är större än 20 MB. Läs in papperet med lägre upplösning."))
            return
        if scan:
            self.content = scan.read()
            self.kind = kind_of_scan(self.content)
            if not self.kind or not can_be_read(self.content, self.kind):
                told = _("Filen går inte att öppna som PDF, JPG eller PNG. Läs in papperet igen.")
                self.add_error("scan", told)


@screen("agreement.open", feature="3.7", pdf=True)
def open_page(request: ScopedRequest) -> HttpResponse:
    """`?overall=1`: a first, overall version, before problems have been chosen."""
    scope = request.scope
    now = agreement_state(scope, against(scope))
    overall = bool(request.POST.get("overall") or request.GET.get("overall")) and now.may_be_overall
    shown = {"content_sha256": now.sha256(overall=overall), "overall": "1" if overall else ""}
    form, status = OpenForm(request.POST or None, initial=shown), 200
    if form.is_valid():
        try:
            opened = open_signing(
                scope,
                form.cleaned_data["form_token"],
                overall=overall,
                content_sha256=form.cleaned_data["content_sha256"],
                printed=print_to_sign(scope, now, overall=overall),
            )
        except Refused as reason:
            now, status = agreement_state(scope, against(scope)), 409
            form = refused(OpenForm, request.POST, now.sha256(overall=overall), str(reason))
        else:
            messages.success(
                request, _("Versionen är framlagd. Ledningarna har fått veta att den väntar på dem.")
            )
            return redirect("join:signing", scope.partnership.slug, opened.pk)
    elif form.errors:
        status = 422
    found = now.gaps_of(overall=overall)
    context = {
        "now": now,
        "form": form,
        "overall": overall,
        "stops": [(gap, gap_url(scope, gap)) for gap in found if gap.stops],
        "weigh": [(gap, gap_url(scope, gap)) for gap in found if not gap.stops],
        "may_open": now.row is not None and now.open is None and not any(gap.stops for gap in found),
        "without": without_signer(scope),
    }
    return render(request, "join/agreement_open.html", context, status=status)


def state_of(request: ScopedRequest, pk: int) -> SigningState:
    try:
        return get_signing(request.scope, pk)
    except Signing.DoesNotExist as missing:
        raise Http404 from missing


@screen("agreement.view", feature="3.7")
def signing(request: ScopedRequest, pk: int) -> HttpResponse:
    scope, state = request.scope, state_of(request, pk)
    running = state.runs
    context = {
        "state": state,
        "signing": state.signing,
        "document": from_data(state.signing.printed),
        "ends_on": ends_on(state.signing),
        "moved_on": moved_on(scope, state),
        "mine": running and may_sign(scope) and scope.party in state.awaits,
        "may_stop": running and scope.may("agreement.open"),
        "may_attach": running and bool(may_attach_for(scope, state)),
    }
    return render(request, "join/signing.html", context)


@screen("agreement.open", feature="3.7")
def stop(request: ScopedRequest, pk: int) -> HttpResponse:
    state = state_of(request, pk)
    form = StopForm(request.POST or None)
    stopped = made(
        request,
        form,
        lambda: stop_signing(request.scope, state.signing, form.cleaned_data["reason"]),
        _("Underskriften är avbruten. Ledningarna har fått veta det."),
    )
    if stopped:
        if stopped.stopped_by != request.scope.user:
            told = _("%(who)s avbröt underskriften före dig. Det skäl du skrev är inte sparat.")
            messages.warning(request, told % {"who": stopped.stopped_by})
        return redirect("join:signing", request.scope.partnership.slug, pk)
    context = {"form": form, "state": state, "signing": state.signing}
    return render(request, "join/signing_stop.html", context, status=422 if form.errors else 200)


@screen("agreement.open", feature="3.7")
def paper(request: ScopedRequest, pk: int) -> HttpResponse:
    scope, state = request.scope, state_of(request, pk)
    form, status = PaperForm(request, state), 200
    if form.is_valid():
        sent = form.cleaned_data
        kind = cast(Literal["pdf", "png", "jpg"], form.kind)
        try:
            attach_paper(
                scope,
                sent["form_token"],
                state.signing,
                party=next(each for each in scope.parties if each.pk == sent["party"]),
                name=sent["name"],
                role=sent["role"],
                signed_on=sent["signed_on"],
                file_sha256=store.put(form.content, kind),
                file_kind=kind,
            )
        except Refused as reason:
            form.add_error(None, str(reason))
            status = 409
        else:
            return _said(request, pk)
    elif form.errors:
        status = 422
    context = {
        "form": form,
        "state": state,
        "signing": state.signing,
        "may_attach": state.runs and bool(may_attach_for(scope, state)),
    }
    return render(request, "join/signing_paper.html", context, status=status)


def _said(request: ScopedRequest, pk: int) -> HttpResponse:
    if state_of(request, pk).awaits:
        messages.success(request, _("Papperet är sparat. Nu väntar ni på de andra."))
    else:
        messages.success(request, _("Alla parter har skrivit under. Överenskommelsen gäller."))
    return redirect("join:signing", request.scope.partnership.slug, pk)


@screen("agreement.view", feature="3.7", pdf=True)
def signing_pdf(request: ScopedRequest, pk: int) -> HttpResponse:
    """The newest file: with the signatures that have been made in it."""
    row = state_of(request, pk).signing
    which = f"{row.agreement.cycle} version {row.number}"
    return download(store.read(row.pdf_sha256, "pdf"), file_name(request.scope, which, "pdf"))


@screen("agreement.view", feature="3.7", pdf=True)
def scan(request: ScopedRequest, pk: int, signature: int) -> HttpResponse:
    """The paper that a leader signed."""
    for each in state_of(request, pk).signing.signatures.all():
        if each.pk == signature and each.way == SigningWay.PAPER and each.file_kind in KINDS:
            kind = cast(Literal["pdf", "png", "jpg"], each.file_kind)
            name = file_name(request.scope, f"papper {each.party}", kind)
            return download(store.read(each.file_sha256, kind), name)
    raise Http404
