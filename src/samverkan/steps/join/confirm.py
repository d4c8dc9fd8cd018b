"""Standing behind the joint picture, each party's coordinator for their own."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.access.actions import Refused
from samverkan.access.scope import Scope
from samverkan.pictures.actions import confirm as confirm_joint
from samverkan.pictures.printing import print_joint
from samverkan.pictures.queries.joint import JointPicture, joint_picture
from samverkan.pictures.secrecy import blocks, check
from samverkan.web.confirming import ConfirmForm, refused
from samverkan.web.screens import ScopedRequest, screen


class StandForm(ConfirmForm):
    stands_behind = forms.BooleanField(
        label=gettext_lazy("Vi står bakom den gemensamma lägesbilden som den är nu")
    )


@screen("joint.confirm", feature="3.1", pdf=True)
def confirm(request: ScopedRequest) -> HttpResponse:
    joint = joint_picture(request.scope)
    form = StandForm(request.POST or None, initial={"content_sha256": joint.sha256})
    status = 200
    if form.is_valid():
        try:
            confirm_joint(
                request.scope,
                form.cleaned_data["form_token"],
                content_sha256=form.cleaned_data["content_sha256"],
                printed=print_joint(request.scope, joint),
            )
        except Refused as reason:
            joint = joint_picture(request.scope)
            form, status = refused(StandForm, request.POST, joint.sha256, str(reason)), 409
        else:
            return _confirmed(request)
    elif form.errors:
        status = 422
    remarks = check(joint.content)
    context = {
        "form": form,
        "joint": joint,
        "remarks": remarks,
        "undecided": len(joint.entries) - joint.decided,
        "may_confirm": joint.is_ready and not blocks(remarks) and not _stands(request.scope, joint),
        "stands": _stands(request.scope, joint),
    }
    return render(request, "join/confirm.html", context, status=status)


def _confirmed(request: ScopedRequest) -> HttpResponse:
    if joint_picture(request.scope).is_confirmed:
        messages.success(request, _("Alla parter står bakom bilden. Den är nu fastställd som dokument."))
    else:
        messages.success(request, _("Din organisation står bakom bilden. Nu väntar ni på de andra."))
    return redirect("join:picture", request.scope.partnership.slug)


def _stands(scope: Scope, joint: JointPicture) -> bool:
    """Whether the person's own party already stands behind the picture as it is now."""
    return any(stand.counts and stand.party == scope.party for stand in joint.stands)
