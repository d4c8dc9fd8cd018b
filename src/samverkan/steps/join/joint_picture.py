"""The parties' pictures side by side, and the joint one that comes of them (handbook p. 46–47)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samverkan.groups.queries import decisions_about
from samverkan.pictures.queries.joint import joint_picture
from samverkan.problems.queries import problems_by_finding
from samverkan.process.subjects import JOINT_PICTURE
from samverkan.web.screens import ScopedRequest, screen


@screen("joint.view", feature="3.1")
def joint(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    picture = joint_picture(scope)
    problems = problems_by_finding(scope)
    own = next((stand for stand in picture.stands if stand.party == scope.membership.party), None)
    return render(
        request,
        "join/joint_picture.html",
        {
            "joint": picture,
            "findings": [
                (finding, picture.origins(finding), problems.get(finding.pk, ()))
                for finding in picture.findings
            ],
            "undecided": len(picture.entries) - picture.decided,
            "decisions": decisions_about(scope, JOINT_PICTURE, scope.cycle.pk),
            "own_stand": own,
            "may_edit": scope.may("joint.edit") and picture.is_open,
            "may_confirm": scope.may("joint.confirm"),
            "progress_words": _("%(done)s av %(all)s iakttagelser är avgjorda")
            % {"done": picture.decided, "all": len(picture.entries)},
        },
    )
