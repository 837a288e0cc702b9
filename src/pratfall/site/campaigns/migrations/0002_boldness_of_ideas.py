"""Tests of ideas say how bold they are, as campaigns do."""

# ruff: noqa: RUF012 (as Django writes it)

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="idea",
            name="boldness",
            field=models.CharField(
                blank=True,
                choices=[
                    ("routine", "Routine"),
                    ("incremental", "Incremental"),
                    ("adjacent", "Adjacent"),
                    ("radical", "Radical"),
                ],
                max_length=12,
            ),
        ),
    ]
