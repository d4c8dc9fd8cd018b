from django.apps import AppConfig


class CommunicationConfig(AppConfig):
    name = "samverkan.communication"
    label = "communication"

    def ready(self) -> None:
        from samverkan.access.handing import HANDED
        from samverkan.communication.handing import hand_over_activities

        HANDED.append(hand_over_activities)
