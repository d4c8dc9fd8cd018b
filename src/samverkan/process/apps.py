from django.apps import AppConfig


class ProcessConfig(AppConfig):
    name = "samverkan.process"
    label = "process"

    def ready(self) -> None:
        from samverkan.access.accepting import JOINED
        from samverkan.access.actions import after_every_action
        from samverkan.cycles.rules import found_by_system
        from samverkan.process.criteria import keep_standing
        from samverkan.process.evidence import FOUND

        found_by_system.update(FOUND)
        after_every_action(keep_standing)
        JOINED.append(keep_standing)  # who joins acts without an action
