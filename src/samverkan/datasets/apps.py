from django.apps import AppConfig


class DatasetsConfig(AppConfig):
    name = "samverkan.datasets"
    label = "datasets"

    def ready(self) -> None:
        from samverkan.access.accepting import JOINED
        from samverkan.access.handing import HANDED
        from samverkan.datasets.joining import hand_over_imports, prepare_catalogue

        JOINED.append(prepare_catalogue)
        HANDED.append(hand_over_imports)
