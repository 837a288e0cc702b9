"""Lessons, cases, habits over time and what can be used again."""

# ruff: noqa: RUF012 (as Django writes it)

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pratfall.site.people.append_only import allow, refuse

APPEND_ONLY = ("recheck", "audit", "band", "genuine")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0002_boldness_of_ideas"),
        ("people", "0001_first"),
        ("setbacks", "0001_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Band",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("shares", models.JSONField()),
                ("failures", models.JSONField()),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bands", to="people.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("address", models.URLField(max_length=500)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("trouble", models.CharField(blank=True, max_length=120)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="feeds", to="people.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Genuine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.CharField(max_length=8)),
                ("number", models.PositiveBigIntegerField()),
                ("genuine", models.BooleanField()),
                ("why", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="genuine_tests",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("believed", models.TextField()),
                ("happened", models.TextField()),
                ("now_do", models.TextField()),
                ("holds_when", models.TextField(blank=True)),
                ("language", models.CharField(max_length=2)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("setback", "Setback"),
                            ("decision", "Decision"),
                            ("idea", "Idea"),
                            ("campaign", "Campaign"),
                            ("hand", "Hand"),
                        ],
                        max_length=8,
                    ),
                ),
                ("causes", models.JSONField(default=list)),
                ("networks", models.JSONField(default=list)),
                ("labels", models.JSONField(default=list)),
                ("tags", models.JSONField(default=list)),
                ("evidence", models.JSONField(default=list)),
                ("recheck_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                ("retired_why", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="campaigns.decision",
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="campaigns.idea",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lessons", to="people.organisation"
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "setback",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="setbacks.setback",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Contradiction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("settled", models.TextField(blank=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contradicted_by", to="lessons.lesson"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contradicts", to="lessons.lesson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[("brochure", "Brochure"), ("article", "Article"), ("talk", "Talk"), ("post", "Post")],
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("address", models.URLField(blank=True, max_length=500)),
                ("language", models.CharField(max_length=2)),
                ("evergreen", models.BooleanField(default=False)),
                ("made_on", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                ("put_away_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "feed",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="materials",
                        to="lessons.feed",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="materials", to="people.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NoLesson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("setback", "Setback"),
                            ("decision", "Decision"),
                            ("idea", "Idea"),
                            ("campaign", "Campaign"),
                            ("hand", "Hand"),
                        ],
                        max_length=8,
                    ),
                ),
                ("number", models.PositiveBigIntegerField()),
                ("why", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="no_lessons", to="people.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Recheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("holds", "Holds"),
                            ("partly", "Partly"),
                            ("no_longer", "No Longer"),
                            ("cannot_tell", "Cannot Tell"),
                        ],
                        max_length=12,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                ("recheck_on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rechecks", to="lessons.lesson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Repair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("code", models.CharField(max_length=60)),
                ("platform", models.CharField(blank=True, max_length=40)),
                ("account_id", models.CharField(blank=True, max_length=200)),
                ("label", models.CharField(max_length=200)),
                ("words", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[("accepted", "Accepted"), ("done", "Done"), ("dropped", "Dropped")],
                        default="accepted",
                        max_length=8,
                    ),
                ),
                ("due", models.DateField(null=True)),
                ("before", models.JSONField()),
                ("after", models.JSONField(null=True)),
                ("at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("dropped_why", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="repairs", to="people.organisation"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reuse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("platform", models.CharField(max_length=40)),
                ("account_id", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Planned"), ("out", "Out"), ("dropped", "Dropped")],
                        default="planned",
                        max_length=8,
                    ),
                ),
                ("due", models.DateField(null=True)),
                ("post_ref", models.CharField(blank=True, max_length=300)),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("out_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pieces", to="lessons.material"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Showing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("place", models.CharField(max_length=8)),
                ("ref", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=300)),
                ("why", models.JSONField(default=list)),
                ("score", models.FloatField()),
                ("first_at", models.DateTimeField()),
                ("used", models.BooleanField(null=True)),
                ("helped", models.BooleanField(null=True)),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField(null=True)),
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
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="showings", to="lessons.lesson"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WebsiteCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.URLField(max_length=500)),
                ("asked_at", models.DateTimeField()),
                ("found", models.JSONField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("trouble", models.CharField(blank=True, max_length=120)),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="website_checks",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Audit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("readings", models.JSONField()),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="audits", to="people.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "on"), name="audit_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("slug", models.SlugField(max_length=80)),
                ("facts", models.JSONField()),
                ("at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cases", to="people.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "slug"), name="case_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.UniqueConstraint(fields=("organisation", "address"), name="feed_once"),
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=models.Index(fields=["organisation", "-at"], name="lesson_newest"),
        ),
        migrations.AddConstraint(
            model_name="contradiction",
            constraint=models.UniqueConstraint(fields=("one", "other"), name="contradiction_once"),
        ),
        migrations.AddConstraint(
            model_name="contradiction",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))), name="contradiction_older_first"
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.UniqueConstraint(
                condition=models.Q(("address", ""), _negated=True),
                fields=("organisation", "address"),
                name="material_address_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="nolesson",
            constraint=models.UniqueConstraint(fields=("organisation", "origin", "number"), name="no_lesson_once"),
        ),
        migrations.AddIndex(
            model_name="repair",
            index=models.Index(fields=["organisation", "code"], name="repair_by_code"),
        ),
        migrations.AddConstraint(
            model_name="showing",
            constraint=models.UniqueConstraint(fields=("lesson", "place", "ref"), name="showing_once"),
        ),
        migrations.AddIndex(
            model_name="websitecheck",
            index=models.Index(fields=["organisation", "-asked_at"], name="website_check_newest"),
        ),
        *(migrations.RunPython(refuse(f"lessons_{name}"), allow(f"lessons_{name}")) for name in APPEND_ONLY),
    ]
