"""Why an ally was not asked, or not thanked."""

# ruff: noqa: RUF012 (as Django writes it)

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("setbacks", "0002_theme_evidence")]

    operations = [
        migrations.AddField(model_name="ally", name="left_out_why", field=models.TextField(blank=True)),
    ]
