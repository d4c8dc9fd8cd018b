from django.urls import include, path

from samverkan.steps.prepare import (
    areas,
    crime_types,
    dataset,
    dataset_map,
    datasets,
    imports,
    rejected,
    sources,
)

app_name = "prepare"
urlpatterns = [
    path("", include("samverkan.steps.prepare.picture_urls")),
    path("datasets/", datasets.datasets, name="datasets"),
    path("imports/new/", imports.import_new, name="import_new"),
    path("imports/<int:pk>/", imports.import_page, name="import"),
    path("imports/<int:pk>/confirm/", imports.import_confirm, name="import_confirm"),
    path("imports/<int:pk>/cancel/", imports.import_cancel, name="import_cancel"),
    path("imports/<int:pk>/rejected/", rejected.rejected, name="rejected"),
    path("imports/<int:pk>/rejected.csv", rejected.rejected_csv, name="rejected_csv"),
    path("datasets/<int:pk>/", dataset.dataset, name="dataset"),
    path("datasets/<int:pk>/count/", dataset.count, name="dataset_count"),
    path("datasets/<int:pk>/finding/<slug:key>/", dataset.to_finding, name="dataset_to_finding"),
    path("datasets/<int:pk>/answers/", dataset.to_answers, name="dataset_answers"),
    path("datasets/<int:pk>/map/", dataset_map.grid, name="dataset_map"),
    path("datasets/<int:pk>/map/areas/", dataset_map.areas, name="dataset_map_areas"),
    path("sources/", sources.sources, name="sources"),
    path("sources/new/", sources.source_new, name="source_new"),
    path("sources/<int:pk>/", sources.source_edit, name="source_edit"),
    path("crime-types/", crime_types.crime_types, name="crime_types"),
    path("crime-types/new/", crime_types.crime_type_new, name="crime_type_new"),
    path("crime-types/<int:pk>/", crime_types.crime_type_edit, name="crime_type_edit"),
    path("areas/", areas.areas, name="areas"),
    path("areas/new/", areas.areas_new, name="areas_new"),
    path("areas/<int:pk>/", areas.area_set, name="area_set"),
]
