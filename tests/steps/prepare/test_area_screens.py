"""Areas come in as GeoJSON, with what was chosen told, or not at all."""

import json
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from samverkan.datasets.models import AreaSet
from tests.conftest import World

HOME = "/p/ekdala/prepare/areas/"


def geojson(*names: str) -> SimpleUploadedFile:
    ring = [[560_000, 6_570_000], [561_000, 6_570_000], [561_000, 6_571_000], [560_000, 6_570_000]]
    features = [
        {
            "type": "Feature",
            "properties": {"namn": name},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for name in names
    ]
    data = {"type": "FeatureCollection", "features": features}
    return SimpleUploadedFile("områden.geojson", json.dumps(data).encode())


def send(
    world: World, file: SimpleUploadedFile, name: str = "Stadsdelar", follow: bool = False, **fields: object
) -> HttpResponse:
    form = {"name": name, "file": file, "form_token": uuid4()} | fields
    return world.client("anna").post(HOME + "new/", form, follow=follow)


def text(response: HttpResponse) -> str:
    return response.content.decode()


def test_areas_are_read_and_the_choices_told(world: World) -> None:
    page = text(send(world, geojson("Norr", "Centrum"), follow=True))
    assert "2 områden lästes in." in page
    assert "SWEREF 99 TM" in page
    assert "”namn”" in page
    assert page.index("<li>Centrum") < page.index("<li>Norr")


def test_a_file_that_is_no_map_is_told_and_nothing_kept(world: World) -> None:
    response = send(world, SimpleUploadedFile("x.geojson", b"\x89PNG"))
    assert response.status_code == 422
    assert "inte GeoJSON" in text(response)
    assert "Stadsdelar" in text(response)
    assert not AreaSet.objects.exists()


def test_a_name_already_taken_is_told(world: World) -> None:
    send(world, geojson("Norr"))
    response = send(world, geojson("Söder"))
    assert response.status_code == 422
    assert "redan områden med det namnet" in text(response)


def test_the_same_form_sent_twice_is_one_set(world: World) -> None:
    token = uuid4()
    places = [send(world, geojson("Norr"), form_token=token)["Location"] for _ in range(2)]
    assert places[0] == places[1]
    assert AreaSet.objects.count() == 1


def test_areas_are_for_the_party_alone_and_brought_in_by_writers(world: World) -> None:
    place = send(world, geojson("Norr"))["Location"]
    assert world.client("karin").get(place).status_code == 200
    assert world.client("per").get(place).status_code == 404
    assert world.client("olle").get(place).status_code == 403
    assert world.client("cecilia").get(place).status_code == 404
    assert world.client("karin").get(HOME + "new/").status_code == 403


def test_the_list_costs_as_many_queries_with_one_set_as_with_three(world: World) -> None:
    counts = []
    for name in ("A", "B", "C"):
        send(world, geojson("Norr"), name=name)
        client = world.client("anna")
        with CaptureQueriesContext(connection) as queries:
            page = text(client.get(HOME))
        counts.append(len(queries))
    assert "1 område" in page
    assert counts[0] == counts[2] <= 15
