from django.urls import path

from samverkan.steps.join import (
    agreement,
    agreement_changes,
    agreement_informed,
    agreement_parts,
    sign,
    signing,
)

urlpatterns = [
    path("agreement/", agreement.agreement, name="agreement"),
    path("agreement/start/", agreement.start, name="agreement_start"),
    path("agreement/page/", agreement.page, name="agreement_page"),
    path("agreement/agreement.pdf", agreement.pdf, name="agreement_pdf"),
    path("agreement/agreement.docx", agreement.docx, name="agreement_docx"),
    path("agreement/changes/", agreement_changes.changes, name="agreement_changes"),
    path("agreement/sections/<str:key>/", agreement_parts.section, name="agreement_section"),
    path("agreement/sections/<str:key>/take-in/", agreement_parts.take_in, name="agreement_take_in"),
    path("agreement/sections/<str:key>/keep/", agreement_parts.keep, name="agreement_keep"),
    path("agreement/period/", agreement_parts.period, name="agreement_period"),
    path("agreement/annexes/", agreement_parts.annexes_page, name="agreement_annexes"),
    path("agreement/annexes/<int:pk>/remove/", agreement_parts.annex_remove, name="agreement_annex_remove"),
    path("agreement/informed/", agreement_informed.informed_page, name="agreement_informed"),
    path("agreement/informed/add/", agreement_informed.add_proposed, name="agreement_informed_add"),
    path("agreement/informed/new/", agreement_informed.new, name="agreement_informed_new"),
    path("agreement/informed/<int:pk>/", agreement_informed.edit, name="agreement_informed_edit"),
    path("agreement/informed/<int:pk>/told/", agreement_informed.told, name="agreement_informed_told"),
    path("agreement/informed/<int:pk>/remove/", agreement_informed.remove, name="agreement_informed_remove"),
    path("agreement/open/", signing.open_page, name="agreement_open"),
    path("agreement/signing/<int:pk>/", signing.signing, name="signing"),
    path("agreement/signing/<int:pk>/sign/", sign.sign_page, name="sign"),
    path("agreement/signing/<int:pk>/paper/", signing.paper, name="signing_paper"),
    path("agreement/signing/<int:pk>/stop/", signing.stop, name="signing_stop"),
    path("agreement/signing/<int:pk>/signed.pdf", signing.signing_pdf, name="signing_pdf"),
    path("agreement/signing/<int:pk>/papers/<int:signature>/", signing.scan, name="signing_scan"),
]
