from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "samverkan.groups"
    label = "groups"

    def ready(self) -> None:
        from samverkan.access.handing import HANDED
        from samverkan.groups.handing import hand_over_decisions, hand_over_seats

        HANDED.extend([hand_over_seats, hand_over_decisions])
