"""3.3: the cause tree."""

from django.urls import path

from samverkan.steps.join import tree, tree_causes

urlpatterns = [
    path("causes/tree/<int:pk>/", tree.tree, name="tree"),
    path("causes/tree/<int:pk>/live/", tree.tree_live, name="tree_live"),
    path("causes/tree/<int:pk>/undo/", tree.tree_undo, name="tree_undo"),
    path("causes/tree/<int:pk>/drawn/", tree.tree_drawn, name="tree_drawn"),
    path("causes/tree/<int:pk>/log/", tree.tree_log_page, name="tree_log"),
    path("causes/tree/<int:pk>/add/", tree_causes.cause_add, name="cause_add"),
    path("causes/tree/<int:pk>/group/", tree_causes.causes_group, name="causes_group"),
    path("causes/notes/<int:pk>/", tree_causes.cause_word, name="cause_word"),
    path("causes/notes/<int:pk>/move/", tree_causes.cause_move, name="cause_move"),
    path("causes/notes/<int:pk>/remove/", tree_causes.cause_remove, name="cause_remove"),
    path("causes/notes/<int:pk>/put-back/", tree_causes.cause_put_back, name="cause_put_back"),
    path("causes/notes/<int:pk>/history/", tree_causes.cause_history, name="cause_history"),
]
