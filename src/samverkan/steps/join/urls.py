from django.urls import include, path

from samverkan.steps.join import confirm, files, joint_finding, joint_picture, matching

app_name = "join"
urlpatterns = [
    path("", joint_picture.joint, name="picture"),
    path("handed-over/<int:pk>/", files.handed_over, name="handed_over"),
    path("findings/<int:number>/keep/", matching.keep, name="keep"),
    path("findings/<int:number>/merge/", matching.merge, name="merge"),
    path("findings/<int:number>/leave-out/", matching.leave_out, name="leave_out"),
    path("findings/<int:number>/undo/", matching.undo, name="undo"),
    path("findings/<int:number>/stand-by/", matching.stand_by, name="stand_by"),
    path("joint-findings/new/", joint_finding.partner, name="partner"),
    path("joint-findings/<int:pk>/", joint_finding.edit, name="edit"),
    path("joint-findings/<int:pk>/move/", joint_finding.move, name="move"),
    path("joint-findings/<int:pk>/remove/", joint_finding.remove, name="remove"),
    path("texts/", joint_finding.texts, name="texts"),
    path("confirm/", confirm.confirm, name="confirm"),
    path("page/", files.page, name="page"),
    path("picture.pdf", files.pdf, name="pdf"),
    path("picture.docx", files.docx, name="docx"),
    path("", include("samverkan.steps.join.priorities_urls")),
    path("", include("samverkan.steps.join.tree_urls")),
    path("", include("samverkan.steps.join.causes_urls")),
    path("", include("samverkan.steps.join.agreement_urls")),
]
