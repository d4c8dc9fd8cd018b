"""One press that lets the other parties read the inventory as it is (handbook p. 22–24)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Refused
from samverkan.conditions.actions import share_inventory
from samverkan.conditions.printing import print_inventory
from samverkan.conditions.queries.inventory import inventory_state
from samverkan.partnerships.content import guidance
from samverkan.partnerships.models import Party
from samverkan.web.confirming import ConfirmForm, refused
from samverkan.web.screens import ScopedRequest, screen


class ShareForm(ConfirmForm):
    has_read = forms.BooleanField(
        label=gettext_lazy("Vi har läst igenom inventeringen, och inga enskilda pekas ut i den")
    )


@screen("inventory.share", feature="1.2", pdf=True)
def inventory_share(request: ScopedRequest) -> HttpResponse:
    now = inventory_state(request.scope)
    form, status = ShareForm(request.POST or None, initial={"content_sha256": now.sha256}), 200
    if form.is_valid():
        try:
            share_inventory(
                request.scope,
                form.cleaned_data["form_token"],
                content_sha256=form.cleaned_data["content_sha256"],
                printed=print_inventory(request.scope, now),
            )
        except Refused as reason:
            now, status = inventory_state(request.scope), 409
            form = refused(ShareForm, request.POST, now.sha256, str(reason))
        else:
            messages.success(request, _("Inventeringen är delad. Nu läser de andra parterna den."))
            return redirect("initiate:together", request.scope.partnership.slug)
    elif form.errors:
        status = 422
    others = Party.objects.filter(partnership=request.scope.partnership).exclude(pk=request.scope.party.pk)
    context = {
        "now": now,
        "form": form,
        "others": others.select_related("organisation"),
        "guide": guidance("1.2"),
        "open": bool(now.items) and not now.is_shared and not now.is_blocked,
    }
    return render(request, "initiate/inventory_share.html", context, status=status)
