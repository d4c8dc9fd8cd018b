from django.apps import AppConfig


class ProblemsConfig(AppConfig):
    name = "samverkan.problems"
    label = "problems"

    def ready(self) -> None:
        from samverkan.access.handing import HANDED
        from samverkan.problems.handing import hand_over_hypotheses

        HANDED.append(hand_over_hypotheses)
