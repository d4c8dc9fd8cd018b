from django.urls import path

from samverkan.steps.initiate import (
    communication,
    communication_activities,
    communication_audiences,
    communication_confirm,
    communication_plan,
)

urlpatterns = [
    path("communication/", communication.communication, name="communication"),
    path("communication/new/", communication.plan_new, name="communication_new"),
    path("communication/communicator/", communication.communicator, name="communicator"),
    path("communication/<int:pk>/", communication_plan.plan, name="communication_plan"),
    path("communication/<int:pk>/texts/", communication_plan.texts, name="communication_texts"),
    path("communication/<int:pk>/promises/", communication_plan.promises, name="communication_promises"),
    path("communication/<int:pk>/share/", communication_confirm.share, name="communication_share"),
    path("communication/<int:pk>/confirm/", communication_confirm.confirm, name="communication_confirm"),
    path("communication/<int:pk>/audiences/new/", communication_audiences.audience_new, name="audience_new"),
    path("communication/audiences/<int:pk>/", communication_audiences.audience, name="audience"),
    path(
        "communication/audiences/<int:pk>/remove/",
        communication_audiences.audience_remove,
        name="audience_remove",
    ),
    path(
        "communication/<int:pk>/activities/new/", communication_activities.activity_new, name="activity_new"
    ),
    path("communication/activities/<int:pk>/", communication_activities.activity, name="activity"),
    path(
        "communication/activities/<int:pk>/outcome/",
        communication_activities.outcome,
        name="communication_outcome",
    ),
    path(
        "communication/activities/<int:pk>/remove/",
        communication_activities.activity_remove,
        name="activity_remove",
    ),
]
