from django.apps import AppConfig


class DatasetsConfig(AppConfig):
    name = "samverkan.datasets"
    label = "datasets"

    def ready(self) -> None:
        from samverkan.access.accepting import JOINED
        from samverkan.datasets.joining import prepare_catalogue

        JOINED.append(prepare_catalogue)
