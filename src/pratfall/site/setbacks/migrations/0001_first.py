"""Setbacks and everything that belongs to them; what was seen, said and measured cannot be edited."""

# ruff: noqa: RUF012 (as Django writes it)

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pratfall.site.people.append_only import allow, refuse

APPEND_ONLY = ("transition", "reminder", "approval", "freeze", "evidence", "ledgerentry", "updatetext", "comeback")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0001_first"),
        ("people", "0001_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Setback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("title", models.CharField(max_length=200)),
                ("what", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("noticed", "noticed"),
                            ("acknowledged", "acknowledged"),
                            ("investigating", "investigating"),
                            ("explained", "explained"),
                            ("fixing", "fixing"),
                            ("recovering", "recovering"),
                            ("closed", "closed"),
                            ("reopened", "reopened"),
                        ],
                        default="noticed",
                        max_length=14,
                    ),
                ),
                ("playbook", models.CharField(blank=True, max_length=60)),
                ("about", models.JSONField(default=list)),
                ("finding", models.CharField(blank=True, max_length=120)),
                ("code", models.CharField(blank=True, max_length=60)),
                ("basis", models.TextField(blank=True)),
                ("answers", models.JSONField(default=dict)),
                ("severity", models.PositiveSmallIntegerField(default=2)),
                ("severity_why", models.JSONField(default=list)),
                ("redeemable", models.CharField(default="unclear", max_length=10)),
                ("redeemable_why", models.JSONField(default=list)),
                ("began_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField()),
                ("first_word_due_at", models.DateTimeField()),
                ("first_word_at", models.DateTimeField(null=True)),
                ("update_minutes", models.PositiveIntegerField(null=True)),
                ("next_update_due_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("drill", models.BooleanField(default=False)),
                (
                    "campaign",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="setbacks",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "opened_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="setbacks", to="people.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("platform", models.CharField(max_length=40)),
                ("ref", models.CharField(max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("explain", "Explain"),
                            ("answer", "Answer"),
                            ("thank", "Thank"),
                            ("acknowledge", "Acknowledge"),
                            ("own", "Own"),
                        ],
                        max_length=12,
                    ),
                ),
                ("language", models.CharField(max_length=8)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("address", models.CharField(blank=True, max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sent_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="setbacks.setback"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Removal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("platform", models.CharField(max_length=40)),
                ("ref", models.CharField(max_length=300)),
                ("hide_only", models.BooleanField(default=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("threat", "Threat"),
                            ("personal_data", "Personal Data"),
                            ("spam", "Spam"),
                            ("hate", "Hate"),
                        ],
                        max_length=14,
                    ),
                ),
                ("why", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("approved", models.BooleanField(null=True)),
                ("answer_why", models.TextField(blank=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "setback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="removals", to="setbacks.setback"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clock", models.CharField(max_length=40)),
                ("until", models.DateTimeField(null=True)),
                ("off", models.BooleanField(default=False)),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "setback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reminders", to="setbacks.setback"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublicPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("title_en", models.CharField(max_length=200)),
                ("title_fr", models.CharField(max_length=200)),
                ("shows_ledger", models.BooleanField(default=False)),
                ("shows_changes", models.BooleanField(default=True)),
                ("opened_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("written_at", models.DateTimeField(null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "setback",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="public_page", to="setbacks.setback"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Prevention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("words", models.CharField(max_length=300)),
                ("due", models.DateField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("check", "Check"), ("number", "Number"), ("shown", "Shown")], max_length=8
                    ),
                ),
                ("check_words", models.CharField(blank=True, max_length=300)),
                ("matches", models.JSONField(default=dict)),
                ("number", models.JSONField(null=True)),
                ("public_en", models.CharField(blank=True, max_length=300)),
                ("public_fr", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("proved_at", models.DateTimeField(null=True)),
                ("proof", models.JSONField(null=True)),
                ("given_up_at", models.DateTimeField(null=True)),
                ("given_up_why", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "given_up_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "proved_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="preventions", to="setbacks.setback"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "lifted_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="pauses", to="setbacks.setback"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("platform", models.CharField(max_length=40)),
                ("ref", models.CharField(max_length=300)),
                ("body", models.JSONField(default=dict)),
                ("text", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "setback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ledger", to="setbacks.setback"
                    ),
                ),
            ],
            options={
                "ordering": ("setback", "place"),
            },
        ),
        migrations.CreateModel(
            name="KeptText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("platform", models.CharField(max_length=40)),
                ("ref", models.CharField(max_length=300)),
                ("author", models.CharField(blank=True, max_length=120)),
                ("salt", models.CharField(blank=True, max_length=64)),
                ("text", models.TextField(blank=True)),
                ("digest", models.CharField(max_length=64)),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "setback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kept_texts", to="setbacks.setback"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Hypothesis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("cause", models.CharField(blank=True, max_length=60)),
                ("basis", models.CharField(default="assumed", max_length=10)),
                ("tested", models.JSONField(null=True)),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "setback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hypotheses", to="setbacks.setback"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Holder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("lead", "lead"),
                            ("voice", "voice"),
                            ("numbers", "numbers"),
                            ("replies", "replies"),
                            ("scribe", "scribe"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "setback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holders", to="setbacks.setback"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Freeze",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rows", models.PositiveIntegerField()),
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
                    "setback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="freezes", to="setbacks.setback"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FixStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("place", models.PositiveSmallIntegerField()),
                ("words_en", models.CharField(max_length=300)),
                ("words_fr", models.CharField(max_length=300)),
                ("done_at", models.DateTimeField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "setback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="fix_steps", to="setbacks.setback"
                    ),
                ),
            ],
            options={
                "ordering": ("place", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Debrief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("phase", models.CharField(default="alone", max_length=10)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("no_outsider_because", models.TextField(blank=True)),
                ("summary", models.TextField(blank=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "setback",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="debrief", to="setbacks.setback"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Comeback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("measured", models.JSONField()),
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
                    "setback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comebacks", to="setbacks.setback"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=120)),
                ("where", models.CharField(blank=True, max_length=300)),
                ("platform", models.CharField(blank=True, max_length=40)),
                ("author", models.CharField(blank=True, max_length=120)),
                ("found", models.JSONField(null=True)),
                ("stands_for", models.CharField(default="other", max_length=10)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("brief", models.TextField(blank=True)),
                ("added_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("said", models.TextField(blank=True)),
                ("said_at", models.DateTimeField(null=True)),
                ("thanked_at", models.DateTimeField(null=True)),
                ("thanked_how", models.TextField(blank=True)),
                ("left_out_at", models.DateTimeField(null=True)),
                ("left_out_why", models.TextField(blank=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thanked_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="allies", to="setbacks.setback"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("holding", "Holding"),
                            ("update", "Update"),
                            ("explanation", "Explanation"),
                            ("apology", "Apology"),
                            ("correction", "Correction"),
                            ("closing", "Closing"),
                        ],
                        default="holding",
                        max_length=12,
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
                ("text_en", models.TextField(blank=True)),
                ("text_fr", models.TextField(blank=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("next_word_at", models.DateTimeField(null=True)),
                ("drafted_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "setback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="setbacks.setback"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Outing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=40)),
                ("language", models.CharField(max_length=8)),
                ("digest", models.CharField(max_length=64)),
                ("address", models.CharField(blank=True, max_length=500)),
                ("said_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outings", to="setbacks.statement"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("warnings", models.JSONField(default=list)),
                ("alone_because", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="setbacks.statement"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("place", models.PositiveSmallIntegerField()),
                ("key", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(blank=True, max_length=300)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("lead", "lead"),
                            ("voice", "voice"),
                            ("numbers", "numbers"),
                            ("replies", "replies"),
                            ("scribe", "scribe"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("left_out", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True)),
                (
                    "done_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="setbacks.setback"
                    ),
                ),
            ],
            options={
                "ordering": ("place", "pk"),
            },
        ),
        migrations.CreateModel(
            name="StoryDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("article_en", models.TextField(blank=True)),
                ("article_fr", models.TextField(blank=True)),
                ("script_en", models.TextField(blank=True)),
                ("script_fr", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "setback",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="story", to="setbacks.setback"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Subscriber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("email_digest", models.CharField(max_length=64)),
                ("language", models.CharField(max_length=8)),
                ("asked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("told_update", models.BigIntegerField(null=True)),
                (
                    "setback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="subscribers", to="setbacks.setback"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("title", models.CharField(max_length=200)),
                ("said", models.TextField(blank=True)),
                ("evidence", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                (
                    "debrief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="themes", to="setbacks.debrief"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TimelineNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_at", models.DateTimeField()),
                ("zone", models.CharField(default="UTC", max_length=60)),
                ("text", models.TextField()),
                ("outside", models.BooleanField(default=False)),
                ("address", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "setback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="setbacks.setback"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ToolCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tool", models.CharField(max_length=120)),
                ("question", models.CharField(max_length=60)),
                ("answer", models.CharField(max_length=8)),
                ("facts", models.JSONField(default=dict)),
                ("note", models.TextField(blank=True)),
                ("counted", models.BooleanField(default=False)),
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
                    "setback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tool_checks", to="setbacks.setback"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Transition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("noticed", "noticed"),
                            ("acknowledged", "acknowledged"),
                            ("investigating", "investigating"),
                            ("explained", "explained"),
                            ("fixing", "fixing"),
                            ("recovering", "recovering"),
                            ("closed", "closed"),
                            ("reopened", "reopened"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("noticed", "noticed"),
                            ("acknowledged", "acknowledged"),
                            ("investigating", "investigating"),
                            ("explained", "explained"),
                            ("fixing", "fixing"),
                            ("recovering", "recovering"),
                            ("closed", "closed"),
                            ("reopened", "reopened"),
                        ],
                        max_length=14,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                ("left_open", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "setback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transitions", to="setbacks.setback"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Update",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=14)),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "setback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="updates", to="setbacks.setback"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates",
                        to="setbacks.statement",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="UpdateText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("text_en", models.TextField()),
                ("text_fr", models.TextField()),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="setbacks.update"
                    ),
                ),
            ],
            options={
                "ordering": ("update", "place"),
            },
        ),
        migrations.CreateModel(
            name="Voice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=120)),
                ("stands_for", models.CharField(blank=True, max_length=120)),
                ("outside", models.BooleanField(default=False)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("digest", models.CharField(max_length=64, null=True, unique=True)),
                ("ends_at", models.DateTimeField(null=True)),
                ("at", models.DateTimeField()),
                ("handed_in_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "debrief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="voices", to="setbacks.debrief"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
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
            name="Thought",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cause", "Cause"),
                            ("surprised", "Surprised"),
                            ("went_well", "Went Well"),
                            ("lucky", "Lucky"),
                            ("change", "Change"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "theme",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="thoughts",
                        to="setbacks.theme",
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="thoughts", to="setbacks.voice"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="votes", to="setbacks.theme"
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="votes", to="setbacks.voice"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("ref", models.CharField(max_length=400)),
                ("happened_at", models.DateTimeField(null=True)),
                ("origin", models.CharField(max_length=300)),
                ("body", models.JSONField()),
                ("text", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "freeze",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="setbacks.freeze"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("freeze", "kind", "ref"), name="evidence_once")],
            },
        ),
        migrations.CreateModel(
            name="PausedPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=60)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pause",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="setbacks.pause"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("pause", "place"), name="paused_place_once")],
            },
        ),
        migrations.CreateModel(
            name="CampaignCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("waived", models.BooleanField(default=False)),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promised_checks",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "prevention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaign_checks",
                        to="setbacks.prevention",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("prevention", "campaign"), name="campaign_check_once")],
            },
        ),
        migrations.AddIndex(
            model_name="setback",
            index=models.Index(fields=["organisation", "-opened_at"], name="setback_newest"),
        ),
        migrations.AddConstraint(
            model_name="setback",
            constraint=models.CheckConstraint(
                condition=models.Q(("severity__range", (1, 4))), name="setback_severity_1_to_4"
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.UniqueConstraint(fields=("setback", "platform", "ref"), name="reply_one_each"),
        ),
        migrations.AddConstraint(
            model_name="removal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("approved", None)), fields=("setback", "platform", "ref"), name="removal_asked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at", None)), fields=("setback",), name="pause_one_at_a_time"
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(fields=["setback", "platform", "ref"], name="ledger_of"),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.UniqueConstraint(fields=("setback", "place"), name="ledger_no_fork"),
        ),
        migrations.AddIndex(
            model_name="kepttext",
            index=models.Index(fields=["setback", "platform", "ref"], name="kept_text_of"),
        ),
        migrations.AddIndex(
            model_name="kepttext",
            index=models.Index(fields=["author"], name="kept_text_author"),
        ),
        migrations.AddConstraint(
            model_name="kepttext",
            constraint=models.UniqueConstraint(fields=("setback", "digest"), name="kept_text_once"),
        ),
        migrations.AddConstraint(
            model_name="holder",
            constraint=models.UniqueConstraint(fields=("setback", "part"), name="setback_one_holder"),
        ),
        migrations.AddConstraint(
            model_name="ally",
            constraint=models.UniqueConstraint(
                condition=models.Q(("author", ""), _negated=True),
                fields=("setback", "platform", "author"),
                name="ally_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="outing",
            constraint=models.UniqueConstraint(fields=("statement", "place", "language", "digest"), name="outing_once"),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                fields=("statement", "digest", "by", "alone_because"), name="approval_once_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="subscriber",
            constraint=models.UniqueConstraint(fields=("setback", "email_digest"), name="subscriber_once"),
        ),
        migrations.AddConstraint(
            model_name="update",
            constraint=models.UniqueConstraint(fields=("setback", "digest"), name="update_once"),
        ),
        migrations.AddConstraint(
            model_name="updatetext",
            constraint=models.UniqueConstraint(fields=("update", "place"), name="update_text_no_fork"),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("user__isnull", False)), fields=("debrief", "user"), name="voice_once_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.UniqueConstraint(fields=("theme", "voice"), name="vote_once_each"),
        ),
        *(migrations.RunPython(refuse(f"setbacks_{name}"), allow(f"setbacks_{name}")) for name in APPEND_ONLY),
    ]
