"""Plans, tests of ideas, what was put aside, and decisions that cannot be edited."""

# ruff: noqa: RUF012 (as Django writes it)

from collections.abc import Callable

import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models
from django.db.models import CASCADE, PROTECT

from pratfall.site.people.append_only import allow, refuse

APPEND_ONLY = ("amendment", "decision", "withdrawal", "revisit")


def row(to: str, name: str = "+", *, on_delete: Callable[..., None] = PROTECT, null: bool = False) -> models.ForeignKey:
    """A row of another table, which calls these back `name`."""
    return models.ForeignKey(on_delete=on_delete, related_name=name, to=to, null=null)


def person(*, null: bool = False) -> models.ForeignKey:
    """Somebody, who is never deleted."""
    return row(settings.AUTH_USER_MODEL, null=null)


def number() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", number()),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("planned", "Planned"),
                            ("running", "Running"),
                            ("ended", "Ended"),
                            ("pulled", "Pulled"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("money", "money"), ("gifts", "gifts"), ("signups", "signups")],
                        default="money",
                        max_length=10,
                    ),
                ),
                ("target", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("start", models.DateField(null=True)),
                ("end", models.DateField(null=True)),
                ("budget_money", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("budget_hours", models.DecimalField(decimal_places=1, max_digits=8, null=True)),
                ("networks", models.JSONField(default=list)),
                ("labels", models.JSONField(default=list)),
                ("milestones", models.JSONField(default=list)),
                ("failures", models.JSONField(default=list)),
                ("stops", models.JSONField(default=list)),
                ("audience", models.TextField(blank=True)),
                ("audience_known", models.TextField(blank=True)),
                ("hypothesis", models.TextField(blank=True)),
                (
                    "boldness",
                    models.CharField(
                        choices=[
                            ("routine", "Routine"),
                            ("incremental", "Incremental"),
                            ("adjacent", "Adjacent"),
                            ("radical", "Radical"),
                        ],
                        default="routine",
                        max_length=12,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("launched_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("outcome", models.JSONField(null=True)),
                ("organisation", row("people.organisation", "campaigns", on_delete=CASCADE)),
                ("owner", person(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", number()),
                ("field", models.CharField(max_length=40)),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("why", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", person()),
                ("campaign", row("campaigns.campaign", "amendments")),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", number()),
                ("about", models.CharField(max_length=10)),
                ("refs", models.JSONField()),
                ("codes", models.JSONField(default=list)),
                ("title", models.CharField(max_length=300)),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("pull", "pull"),
                            ("optimise", "optimise"),
                            ("keep", "keep"),
                            ("learn", "learn"),
                            ("wait", "wait"),
                        ],
                        max_length=10,
                    ),
                ),
                ("advised", models.CharField(blank=True, max_length=10)),
                ("why", models.TextField()),
                ("look_again", models.DateField(null=True)),
                ("basis", models.TextField()),
                ("basis_hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("by", person()),
                ("campaign", row("campaigns.campaign", "decisions", null=True)),
                ("organisation", row("people.organisation", "decisions")),
                (
                    "supersedes",
                    models.OneToOneField(
                        null=True,
                        on_delete=PROTECT,
                        related_name="superseded_by",
                        to="campaigns.decision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", number()),
                ("version", models.PositiveIntegerField(default=1)),
                ("words", models.CharField(max_length=300)),
                ("due", models.DateField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("owner", person(null=True)),
                ("decision", row("campaigns.decision", "actions", on_delete=CASCADE)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Idea",
            fields=[
                ("id", number()),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=120)),
                ("question", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("randomised", "randomised"),
                            ("against_bar", "against_bar"),
                            ("before_after", "before_after"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("running", "Running"), ("ended", "Ended")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("variants", models.JSONField(default=list)),
                ("labels", models.JSONField(default=list)),
                ("platform", models.CharField(blank=True, max_length=40)),
                ("account_id", models.CharField(blank=True, max_length=200)),
                ("metric", models.CharField(max_length=40)),
                ("smallest_worth", models.FloatField()),
                ("bar", models.FloatField(null=True)),
                ("posts_per_variant", models.PositiveSmallIntegerField(null=True)),
                ("posts_per_week", models.FloatField(null=True)),
                ("days", models.PositiveSmallIntegerField()),
                ("budget_money", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("budget_hours", models.DecimalField(decimal_places=1, max_digits=8, null=True)),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("exit_rule", models.TextField(blank=True)),
                ("changes_mind", models.TextField(blank=True)),
                ("design", models.JSONField(null=True)),
                ("result", models.JSONField(null=True)),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("organisation", row("people.organisation", "ideas", on_delete=CASCADE)),
                ("owner", person(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="decision",
            name="idea",
            field=row("campaigns.idea", "decisions", null=True),
        ),
        migrations.CreateModel(
            name="Piece",
            fields=[
                ("id", number()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("post", "Post"),
                            ("mailing", "Mailing"),
                            ("ad", "Ad"),
                            ("link", "Link"),
                            ("form", "Form"),
                        ],
                        max_length=10,
                    ),
                ),
                ("platform", models.CharField(blank=True, max_length=40)),
                ("ref", models.CharField(max_length=500)),
                ("belongs", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("by", person()),
                ("campaign", row("campaigns.campaign", "pieces", on_delete=CASCADE)),
            ],
        ),
        migrations.CreateModel(
            name="Prediction",
            fields=[
                ("id", number()),
                ("probability", models.FloatField()),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", person()),
                ("campaign", row("campaigns.campaign", "predictions", on_delete=CASCADE)),
            ],
        ),
        migrations.CreateModel(
            name="Revisit",
            fields=[
                ("id", number()),
                (
                    "judgement",
                    models.CharField(
                        choices=[("right", "Right"), ("wrong", "Wrong"), ("cannot_tell", "Cannot Tell")], max_length=12
                    ),
                ),
                ("why", models.TextField(blank=True)),
                ("numbers", models.JSONField()),
                ("look_again", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                ("by", person()),
                ("decision", row("campaigns.decision", "revisits")),
            ],
        ),
        migrations.CreateModel(
            name="Trial",
            fields=[
                ("id", number()),
                ("variant", models.CharField(max_length=80)),
                ("ref", models.CharField(max_length=300)),
                ("value", models.FloatField()),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", person()),
                ("idea", row("campaigns.idea", "trials", on_delete=CASCADE)),
            ],
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", number()),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", person()),
                (
                    "decision",
                    models.OneToOneField(on_delete=PROTECT, related_name="withdrawal", to="campaigns.decision"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Aside",
            fields=[
                ("id", number()),
                (
                    "kind",
                    models.CharField(
                        choices=[("snoozed", "Snoozed"), ("assigned", "Assigned"), ("no_problem", "No Problem")],
                        max_length=12,
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("code", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=300)),
                ("why", models.TextField(blank=True)),
                ("until", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("by", person()),
                ("organisation", row("people.organisation", "asides", on_delete=CASCADE)),
                ("to", person(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "key"], name="aside_by_key")],
            },
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.UniqueConstraint(
                models.F("organisation"), django.db.models.functions.text.Lower("name"), name="campaign_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))), name="campaign_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="idea",
            constraint=models.UniqueConstraint(
                models.F("organisation"), django.db.models.functions.text.Lower("name"), name="idea_name_once"
            ),
        ),
        migrations.AddIndex(
            model_name="decision", index=models.Index(fields=["organisation", "-at"], name="decision_newest")
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(
                fields=("campaign", "kind", "platform", "ref"), name="piece_judged_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="prediction",
            constraint=models.UniqueConstraint(fields=("campaign", "by"), name="prediction_once_each"),
        ),
        migrations.AddConstraint(
            model_name="prediction",
            constraint=models.CheckConstraint(
                condition=models.Q(("probability__gte", 0), ("probability__lte", 1)), name="prediction_is_a_share"
            ),
        ),
        migrations.AddConstraint(
            model_name="trial", constraint=models.UniqueConstraint(fields=("idea", "ref"), name="trial_once")
        ),
        *(migrations.RunPython(refuse(f"campaigns_{name}"), allow(f"campaigns_{name}")) for name in APPEND_ONLY),
    ]
