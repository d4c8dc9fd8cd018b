from django.urls import include, path

from samverkan.steps.overview import documents, start, thread

app_name = "overview"
urlpatterns = [
    path("", start.start, name="start"),
    path("thread/", thread.thread, name="thread"),
    path("thread/<int:pk>/", thread.thread_problem, name="thread_problem"),
    path("documents/", documents.documents, name="documents"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/register/", documents.document_register, name="document_register"),
    path("documents/<int:pk>/document.pdf", documents.document_pdf, name="document_pdf"),
    path("documents/<int:pk>/document.docx", documents.document_docx, name="document_docx"),
    path("", include("samverkan.steps.overview.questions_urls")),
    path("", include("samverkan.steps.overview.cycle_urls")),
    path("", include("samverkan.steps.overview.people_urls")),
    path("", include("samverkan.steps.overview.calendar_urls")),
]
