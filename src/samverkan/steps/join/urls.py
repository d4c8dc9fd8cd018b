from django.urls import path

from samverkan.steps.join import (
    analysis,
    analysis_parts,
    confirm,
    files,
    hypotheses,
    hypothesis_evidence,
    joint_finding,
    joint_picture,
    matching,
    tree,
    tree_causes,
)

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
# What the focus areas come from.
urlpatterns += [
    path("causes/", analysis.causes, name="causes"),
    path("causes/<int:pk>/", analysis.analysis, name="analysis"),
    path("causes/<int:pk>/page/", analysis.page, name="analysis_page"),
    path("causes/<int:pk>/analysis.pdf", analysis.pdf, name="analysis_pdf"),
    path("causes/<int:pk>/analysis.docx", analysis.docx, name="analysis_docx"),
    path("causes/<int:pk>/finish/", analysis.finish, name="analysis_finish"),
    path("causes/<int:pk>/texts/<slug:key>/", analysis_parts.text, name="analysis_text"),
    path("causes/<int:pk>/situations/new/", analysis_parts.situation_new, name="situation_new"),
    path("causes/situations/<int:pk>/", analysis_parts.situation, name="situation"),
    path("causes/situations/<int:pk>/move/", analysis_parts.situation_move, name="situation_move"),
    path("causes/situations/<int:pk>/remove/", analysis_parts.situation_remove, name="situation_remove"),
    path(
        "causes/situations/<int:pk>/put-back/", analysis_parts.situation_put_back, name="situation_put_back"
    ),
    path("causes/<int:pk>/risk-factors/new/", analysis_parts.risk_new, name="risk_new"),
    path("causes/risk-factors/<int:pk>/", analysis_parts.risk, name="risk"),
    path("causes/risk-factors/<int:pk>/remove/", analysis_parts.risk_remove, name="risk_remove"),
    path("causes/<int:pk>/hypotheses/new/", hypotheses.new, name="hypothesis_new"),
    path("causes/hypotheses/<int:pk>/", hypotheses.hypothesis, name="hypothesis"),
    path("causes/hypotheses/<int:pk>/edit/", hypotheses.edit, name="hypothesis_edit"),
    path("causes/hypotheses/<int:pk>/outcome/", hypotheses.tell, name="hypothesis_outcome"),
    path("causes/hypotheses/<int:pk>/remove/", hypotheses.remove, name="hypothesis_remove"),
    path("causes/hypotheses/<int:pk>/put-back/", hypotheses.put_back, name="hypothesis_put_back"),
    path("causes/hypotheses/<int:pk>/evidence/<slug:kind>/", hypothesis_evidence.add, name="evidence_add"),
    path("causes/evidence/<int:pk>/remove/", hypothesis_evidence.remove, name="evidence_remove"),
    path("causes/evidence/<int:pk>/file/", hypothesis_evidence.file, name="evidence_file"),
]

# The cause tree
urlpatterns += [
    path("tree/<int:pk>/", tree.tree, name="tree"),
    path("tree/<int:pk>/live/", tree.tree_live, name="tree_live"),
    path("tree/<int:pk>/undo/", tree.tree_undo, name="tree_undo"),
    path("tree/<int:pk>/drawn/", tree.tree_drawn, name="tree_drawn"),
    path("tree/<int:pk>/log/", tree.tree_log_page, name="tree_log"),
    path("tree/<int:pk>/add/", tree_causes.cause_add, name="cause_add"),
    path("tree/<int:pk>/group/", tree_causes.causes_group, name="causes_group"),
    path("notes/<int:pk>/", tree_causes.cause_word, name="cause_word"),
    path("notes/<int:pk>/move/", tree_causes.cause_move, name="cause_move"),
    path("notes/<int:pk>/remove/", tree_causes.cause_remove, name="cause_remove"),
    path("notes/<int:pk>/put-back/", tree_causes.cause_put_back, name="cause_put_back"),
    path("notes/<int:pk>/history/", tree_causes.cause_history, name="cause_history"),
]
