from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def from_the_document(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """A document bore its first version's title; an analysis says itself what it was called in each."""
    for version in (
        apps.get_model("documents", "DocumentVersion").objects.select_related("document").iterator()
    ):
        own = version.content.get("title") if version.document.kind == "cause_analysis" else ""
        version.title = own or version.document.title
        version.save(update_fields=["title"])


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_kinds"),
    ]

    operations = [
        migrations.AddField(
            model_name="documentversion",
            name="title",
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.RunPython(from_the_document, elidable=True),
        migrations.RemoveField(model_name="document", name="title"),
    ]
