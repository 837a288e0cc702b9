"""Regular reports; what one said cannot be edited."""

# ruff: noqa: RUF012 (as Django writes it)

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pratfall.site.people.append_only import allow, refuse

APPEND_ONLY = ("report",)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("language", models.CharField(max_length=2)),
                ("weekly", models.BooleanField(default=False)),
                ("monthly", models.BooleanField(default=True)),
                ("boss_page_only", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "membership",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="report_reader",
                        to="people.membership",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="report_readers",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("weekly", "Weekly"), ("monthly", "Monthly")], max_length=8)),
                ("start", models.DateField()),
                ("end", models.DateField()),
                ("edition", models.PositiveSmallIntegerField(default=1)),
                ("known_on", models.DateField()),
                ("facts", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="people.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rhythm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("kind", models.CharField(choices=[("weekly", "Weekly"), ("monthly", "Monthly")], max_length=8)),
                ("on", models.BooleanField(default=True)),
                ("day", models.PositiveSmallIntegerField()),
                ("hour", models.PositiveSmallIntegerField(default=7)),
                ("zone", models.CharField(default="UTC", max_length=60)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rhythms", to="people.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sent", to="reports.reader"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sent", to="reports.report"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="reader",
            constraint=models.CheckConstraint(
                condition=models.Q(("membership__isnull", True), ("email", ""), _connector="XOR"),
                name="reader_is_member_or_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="reader",
            constraint=models.UniqueConstraint(
                condition=models.Q(("email", ""), _negated=True),
                fields=("organisation", "email"),
                name="reader_address_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(fields=("organisation", "kind", "start", "edition"), name="report_once"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))), name="report_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="rhythm",
            constraint=models.UniqueConstraint(fields=("organisation", "kind"), name="rhythm_once"),
        ),
        migrations.AddConstraint(
            model_name="rhythm",
            constraint=models.CheckConstraint(
                condition=models.Q(("day__lte", 28), ("hour__lte", 23)), name="rhythm_is_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="sent",
            constraint=models.UniqueConstraint(fields=("report", "reader"), name="report_sent_once"),
        ),
        *(migrations.RunPython(refuse(f"reports_{name}"), allow(f"reports_{name}")) for name in APPEND_ONLY),
    ]
