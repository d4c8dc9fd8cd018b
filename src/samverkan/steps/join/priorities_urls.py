"""3.2: the problems, the matrix and what was chosen."""

from django.urls import path

from samverkan.steps.join import focus, matrix, priorities_files, problems, workshop

urlpatterns = [
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
]
