from django.urls import path

from samverkan.steps.join import (
    confirm,
    files,
    focus,
    joint_finding,
    joint_picture,
    matching,
    matrix,
    priorities_files,
    problems,
    workshop,
)
from samverkan.steps.join import confirm, files, joint_finding, joint_picture, matching, tree, tree_causes

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
]
# 3.2 The prioritisation matrix
urlpatterns += [
    path("problems/", problems.index, name="problems"),
    path("problems/new/", problems.new, name="problem_new"),
    path("problems/from/<int:pk>/", problems.from_finding, name="problem_from"),
    path("problems/<int:pk>/", problems.problem, name="problem"),
    path("problems/<int:pk>/edit/", problems.edit, name="problem_edit"),
    path("problems/<int:pk>/move/", problems.move, name="problem_move"),
    path("problems/<int:pk>/remove/", problems.remove, name="problem_remove"),
    path("problems/<int:pk>/put-back/", problems.put_back, name="problem_put_back"),
    path("problems/<int:pk>/marks/<str:criterion>/", matrix.mark, name="mark"),
    path("problems/<int:pk>/marks/<str:criterion>/why/", matrix.why, name="mark_why"),
    path("problems/<int:pk>/choice/<str:standing>/", focus.choice, name="choice"),
    path("problems/matrix/", matrix.matrix, name="matrix"),
    path("problems/marks/", matrix.set_one, name="set_mark"),
    path("problems/workshop/", workshop.workshop, name="workshop"),
    path("problems/workshop/marks/", workshop.workshop_marks, name="workshop_marks"),
    path("problems/focus/", focus.focus, name="focus"),
    path("problems/focus/adopt/", focus.adopt, name="priorities_adopt"),
    path("problems/page/", priorities_files.page, name="priorities_page"),
    path("problems/priorities.pdf", priorities_files.pdf, name="priorities_pdf"),
    path("problems/priorities.docx", priorities_files.docx, name="priorities_docx"),

# The cause tree
urlpatterns += [
    path("tree/<int:pk>/", tree.tree, name="tree"),
    path("tree/<int:pk>/live/", tree.tree_live, name="tree_live"),
    path("tree/<int:pk>/undo/", tree.tree_undo, name="tree_undo"),
    path("tree/<int:pk>/drawn/", tree.tree_drawn, name="tree_drawn"),
    path("tree/<int:pk>/log/", tree.tree_log_page, name="tree_log"),
    path("tree/<int:pk>/add/", tree_causes.cause_add, name="cause_add"),
    path("tree/<int:pk>/group/", tree_causes.causes_group, name="causes_group"),
    path("causes/<int:pk>/", tree_causes.cause_word, name="cause_word"),
    path("causes/<int:pk>/move/", tree_causes.cause_move, name="cause_move"),
    path("causes/<int:pk>/remove/", tree_causes.cause_remove, name="cause_remove"),
    path("causes/<int:pk>/put-back/", tree_causes.cause_put_back, name="cause_put_back"),
    path("causes/<int:pk>/history/", tree_causes.cause_history, name="cause_history"),
]
