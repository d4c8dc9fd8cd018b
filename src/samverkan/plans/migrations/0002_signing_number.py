from django.db import migrations


class Migration(migrations.Migration):
    """A version that was stopped and the one put forward after it have the same number."""

    dependencies = [
        ("plans", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(name="signing", options={"ordering": ["-id"]}),
        migrations.RemoveConstraint(model_name="signing", name="signing_number_once"),
    ]
