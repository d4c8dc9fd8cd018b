"""Addresses of the decision to cooperate, the inventory, the anchoring and the coordinator's assignment."""

from django.urls import URLPattern, path

from samverkan.steps.initiate import (
    anchoring,
    assignment,
    cooperation,
    cooperation_decide,
    inventory,
    inventory_share,
    together,
)

urlpatterns: list[URLPattern] = [
    path("cooperation/", cooperation.cooperation, name="cooperation"),
    path("cooperation/edit/", cooperation.cooperation_edit, name="cooperation_edit"),
    path("cooperation/renew/", cooperation.cooperation_renew, name="cooperation_renew"),
    path("cooperation/decide/", cooperation_decide.cooperation_decide, name="cooperation_decide"),
    path("inventory/", inventory.inventory, name="inventory"),
    path("inventory/new/<slug:kind>/", inventory.item_new, name="item_new"),
    path("inventory/<int:pk>/", inventory.item, name="item"),
    path("inventory/<int:pk>/remove/", inventory.item_remove, name="item_remove"),
    path("inventory/share/", inventory_share.inventory_share, name="inventory_share"),
    path("inventory/together/", together.together, name="together"),
    path("inventory/together/link/", together.item_link, name="item_link"),
    path("inventory/together/link/<int:pk>/remove/", together.item_link_remove, name="item_link_remove"),
    path("anchoring/", anchoring.anchoring, name="anchoring"),
    path("anchoring/functions/new/", anchoring.function_new, name="function_new"),
    path("anchoring/functions/<int:pk>/", anchoring.function, name="function"),
    path("anchoring/functions/<int:pk>/remove/", anchoring.function_remove, name="function_remove"),
    path("anchoring/partners/new/", anchoring.partner_new, name="partner_new"),
    path("anchoring/partners/<int:pk>/", anchoring.partner, name="partner"),
    path("anchoring/partners/<int:pk>/remove/", anchoring.partner_remove, name="partner_remove"),
    path("assignment/", assignment.assignment, name="assignment"),
    path("assignment/edit/", assignment.assignment_edit, name="assignment_edit"),
    path("assignment/acknowledge/", assignment.assignment_acknowledge, name="assignment_acknowledge"),
]
