"""Letting the others read one's own plan, and standing behind the joint one."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Refused
from samverkan.communication.actions import confirm_plan, share_plan
from samverkan.communication.models import CommunicationPlan
from samverkan.communication.personal import personal_data
from samverkan.communication.printing import print_plan
from samverkan.communication.queries.plans import read_plan, writable_plans
from samverkan.web.confirming import ConfirmForm, refused
from samverkan.web.forms import Form
from samverkan.web.screens import ScopedRequest, screen


class ShareForm(Form):
    agrees = forms.BooleanField(label=gettext_lazy("Ja, de andra parterna får läsa planen"))


class StandForm(ConfirmForm):
    stands_behind = forms.BooleanField(label=gettext_lazy("Vi står bakom kommunikationsplanen som den är nu"))


@screen("communication.edit", feature="1.6")
def share(request: ScopedRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(writable_plans(request.scope), pk=pk)
    if plan.is_joint:
        raise Http404
    form = ShareForm(request.POST or None)
    if form.is_valid():
        share_plan(request.scope, plan)
        messages.success(request, _("Planen är delad. De andra parterna kan läsa den."))
        return redirect("initiate:communication_plan", request.scope.partnership.slug, pk)
    context = {
        "form": form,
        "plan": plan,
        "personal": personal_data(read_plan(request.scope, plan).content),
    }
    return render(request, "initiate/communication_share.html", context, status=422 if form.errors else 200)


@screen("communication.confirm", feature="1.6", pdf=True)
def confirm(request: ScopedRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(writable_plans(request.scope), pk=pk, party=None)
    read = read_plan(request.scope, plan)
    form = StandForm(request.POST or None, initial={"content_sha256": read.sha256})
    status = 200
    if form.is_valid():
        try:
            confirm_plan(
                request.scope,
                plan,
                form.cleaned_data["form_token"],
                content_sha256=form.cleaned_data["content_sha256"],
                printed=print_plan(request.scope, read),
            )
        except Refused as reason:
            read = read_plan(request.scope, plan)
            form, status = refused(StandForm, request.POST, read.sha256, str(reason)), 409
        else:
            return _confirmed(request, plan)
    elif form.errors:
        status = 422
    personal = personal_data(read.content)
    own = read.stand_of(request.scope.party)
    context = {
        "form": form,
        "plan": plan,
        "read": read,
        "personal": personal,
        "stands": own is not None and own.counts,
        "may_confirm": read.is_ready and not personal and not (own and own.counts),
    }
    return render(request, "initiate/communication_confirm.html", context, status=status)


def _confirmed(request: ScopedRequest, plan: CommunicationPlan) -> HttpResponse:
    if read_plan(request.scope, plan).is_adopted:
        messages.success(request, _("Alla parter står bakom planen. Den är nu fastställd som dokument."))
    else:
        messages.success(request, _("Din organisation står bakom planen. Nu väntar ni på de andra."))
    return redirect("initiate:communication_plan", request.scope.partnership.slug, plan.pk)
