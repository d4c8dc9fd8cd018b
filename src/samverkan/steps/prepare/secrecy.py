"""Is there anything in the picture that must not leave? The check and the recorded review (handbook p. 43)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Refused
from samverkan.pictures.actions import review_secrecy
from samverkan.pictures.legal_bases import legal_bases
from samverkan.pictures.queries.road import road
from samverkan.pictures.secrecy import CANNOT_TELL
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen

KINDS = {
    "none": gettext_lazy("Inget att skydda"),
    "protects": gettext_lazy("Kan gälla för uppgifter i bilden"),
    "allows": gettext_lazy("Gör att de ändå får lämnas"),
}


class ReviewForm(Form):
    content_sha256 = forms.CharField(widget=forms.HiddenInput({"id": False}))
    legal_bases = forms.MultipleChoiceField(
        label=gettext_lazy("Rättslig grund"),
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [
            (words, [(basis.key, basis.words) for basis in legal_bases() if basis.kind == kind])
            for kind, words in KINDS.items()
        ],
        help_text=gettext_lazy(
            "Kryssa i det som prövningen vilar på. Är du osäker, fråga organisationens jurist."
        ),
    )
    consideration = forms.CharField(
        label=gettext_lazy("Bedömning"),
        widget=forms.Textarea,
        max_length=10000,
        help_text=gettext_lazy(
            "Hur har ni tänkt kring det som kontrollen tar upp? Skriv inga uppgifter om enskilda."
        ),
    )

    def clean_legal_bases(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["legal_bases"]
        if "none" in chosen and len(chosen) > 1:
            raise forms.ValidationError(
                _("Välj antingen att ingen sekretess gäller eller de bestämmelser som kan gälla, inte båda.")
            )
        return chosen


@screen("picture.view", feature="2.10")
def secrecy(request: ScopedRequest) -> HttpResponse:
    now = road(request.scope)
    sha256 = now.own.sha256
    form = ReviewForm(request.POST or None, initial={"content_sha256": sha256})
    if form.is_valid():
        try:
            review_secrecy(
                request.scope,
                form.cleaned_data["form_token"],
                content_sha256=form.cleaned_data["content_sha256"],
                legal_bases=form.cleaned_data["legal_bases"],
                consideration=form.cleaned_data["consideration"],
            )
        except Refused as reason:
            # What was typed stays; the form now stands for the picture as it is, which the page shows.
            data = request.POST.copy()
            data["content_sha256"] = sha256
            form = ReviewForm(data)
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Prövningen är sparad. Nu kan ledningen ta del av lägesbilden."))
            return redirect("prepare:own_picture", request.scope.partnership.slug)
    context = {
        "road": now,
        "form": form,
        "cannot_tell": CANNOT_TELL,
        "may_review": request.scope.may("picture.review"),
        "blocking": [remark for remark in now.remarks if remark.blocking],
        "weighing": [remark for remark in now.remarks if not remark.blocking],
    }
    return render(request, "prepare/secrecy.html", context, status=422 if form.errors else 200)
