import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def from_the_last_change(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The nearest that was kept: who changed a mark last, if only by explaining it."""
    apps.get_model("problems", "Mark").objects.update(
        answered_by=models.F("changed_by"),
        answered_at=models.F("changed_at"),
        answered_version=models.F("version"),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("problems", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="mark",
            name="answered_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name="mark",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mark",
            name="answered_version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.RunPython(from_the_last_change, migrations.RunPython.noop, elidable=True),
    ]
