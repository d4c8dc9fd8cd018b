"""What a party has read in: sources, crime types, datasets and the imports that made them. All private to the party."""

from django.db import models
from django.utils import timezone

from samverkan.datasets.rules import DarkFigure, DatasetKind, ImportState
from samverkan.partnerships.models import Party, User


class Source(models.Model):
    """A row of the party's source catalogue (handbook p. 35): what it tells, its strengths and weaknesses."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="sources")
    key = models.SlugField(blank=True)  # of the ready rows; empty for the party's own
    name = models.CharField(max_length=160)
    holder = models.CharField(max_length=160, blank=True)
    tells = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    weaknesses = models.TextField(blank=True)
    # Official open statistics may be shown as they are; everything else is checked for small cells.
    open_statistics = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["party", "name"], name="source_name_once")]

    def __str__(self) -> str:
        return self.name


class CrimeType(models.Model):
    """A crime type with its category and how far reported crime can be trusted for it (handbook p. 36–39)."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="crime_types")
    key = models.SlugField(blank=True)  # of the ready rows; empty for the party's own
    name = models.CharField(max_length=120)
    category = models.CharField(max_length=120)
    dark_figure = models.CharField(max_length=10, choices=DarkFigure.choices(), default=DarkFigure.UNKNOWN)
    found_by_police = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    # The first year that is counted by the definition in force: no year before it can be compared with those after.
    redefined_from = models.PositiveSmallIntegerField(null=True, blank=True)
    # Other spellings in incoming files; one that ends in * stands for everything that starts so.
    also_called = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["category", "name"]
        constraints = [models.UniqueConstraint(fields=["party", "name"], name="crime_type_once")]

    def __str__(self) -> str:
        return self.name


class AreaSet(models.Model):
    """Named areas as GeoJSON polygons in SWEREF 99 TM, for comparing areas and for the map."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="area_sets")
    name = models.CharField(max_length=120)
    geojson = models.JSONField()  # each feature has the one property `name`
    names = models.JSONField()  # the areas' names, so that a list need not load the borders
    notes = models.JSONField(default=list)  # how the file was understood, as sentences
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["party", "name"], name="area_set_once")]

    def __str__(self) -> str:
        return self.name


class Dataset(models.Model):
    """One imported file, never changed after import. Its rows lie in Parquet, named by their own hash."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="datasets")
    source = models.ForeignKey(Source, models.PROTECT, related_name="datasets")
    kind = models.CharField(max_length=20, choices=DatasetKind.choices())
    name = models.CharField(max_length=160)
    file_name = models.CharField(max_length=255)
    file_sha256 = models.CharField(max_length=64)
    parquet_sha256 = models.CharField(max_length=64)
    rows_read = models.PositiveIntegerField()
    rows_accepted = models.PositiveIntegerField()
    rows_rejected = models.PositiveIntegerField()
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    crs = models.PositiveIntegerField(default=3006)
    # {"types": [...], "areas": [...], "has_points": bool, "has_sex": bool, "has_age": bool, "years": [...]}
    contents = models.JSONField(default=dict)
    # Every automatic choice of the import, as sentences.
    notes = models.JSONField(default=list)
    imported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-imported_at", "-id"]

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """A file on its way in: looked at, confirmed, read in the background, and then a dataset or nothing at all."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="imports")
    source = models.ForeignKey(Source, models.PROTECT, related_name="imports")
    state = models.CharField(max_length=12, choices=ImportState.choices(), default=ImportState.LOOKED_AT)
    name = models.CharField(max_length=160)
    file_name = models.CharField(max_length=255)
    file_sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)  # under UPLOADS_DIR
    inspection = models.JSONField(default=dict)
    kind = models.CharField(max_length=20, choices=DatasetKind.choices())
    sheet = models.CharField(max_length=120, blank=True)
    mapping = models.JSONField(default=dict)
    crs = models.PositiveIntegerField(null=True)
    progress = models.FloatField(default=0)  # 0–1
    attempts = models.PositiveSmallIntegerField(default=0)  # how often a task has begun to read it
    message = models.TextField(blank=True)
    details = models.JSONField(default=list)  # lines under the message, masked where they quote a cell
    rejected_sha256 = models.CharField(max_length=64, blank=True)  # the rejected rows, as Parquet
    dataset = models.OneToOneField(Dataset, models.PROTECT, null=True, related_name="origin")
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.file_name


class RememberedMapping(models.Model):
    """How the columns of a source were understood last time, so that next month's file needs one press."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="mappings")
    signature = models.CharField(max_length=64)
    mapping = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "signature"], name="mapping_once")]

    def __str__(self) -> str:
        return self.signature
