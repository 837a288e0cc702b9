"""Themes of a debrief hold what was hung under them; whoever approved may sign afterwards why they are alone."""

# ruff: noqa: RUF012 (as Django writes it)

from django.conf import settings
from django.db import migrations, models

from pratfall.site.people.append_only import allow, refuse


class Migration(migrations.Migration):
    dependencies = [
        ("setbacks", "0001_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(allow("setbacks_approval"), refuse("setbacks_approval")),
        migrations.RemoveConstraint(model_name="approval", name="approval_once_each"),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                fields=["statement", "digest", "by", "alone_because"], name="approval_once_each"
            ),
        ),
        migrations.RunPython(refuse("setbacks_approval"), allow("setbacks_approval")),
        migrations.AddField(model_name="theme", name="evidence", field=models.JSONField(default=list)),
    ]
