import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

START = "0" * 64


class Migration(migrations.Migration):
    """New columns, filled by the next migration for entries that are there already."""

    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Chain",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("public", models.PositiveBigIntegerField(default=0)),
                ("hash", models.CharField(default=START, max_length=64)),
                ("entry", models.BigIntegerField(default=0)),
                ("day", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chain", models.BigIntegerField()),
                ("number", models.PositiveBigIntegerField()),
                ("day", models.DateField()),
                ("hash", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=128)),
            ],
            options={
                "ordering": ["chain", "number"],
                "constraints": [models.UniqueConstraint(fields=("chain", "number"), name="checkpoint_once")],
            },
        ),
        migrations.CreateModel(
            name="PublicKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chain", models.BigIntegerField(db_index=True)),
                ("since", models.PositiveBigIntegerField()),
                ("public", models.CharField(max_length=64, unique=True)),
            ],
            options={"ordering": ["chain", "id"]},
        ),
        migrations.CreateModel(
            name="Hand",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="hand",
                        serialize=False,
                        to="core.entry",
                    ),
                ),
                ("user", models.BigIntegerField(db_index=True, null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.AddField(
            "entry", "number", models.PositiveBigIntegerField(default=0), preserve_default=False
        ),
        migrations.AddField("entry", "public", models.PositiveBigIntegerField(null=True)),
        migrations.AddField("entry", "seat", models.BigIntegerField(null=True)),
        migrations.AddField(
            "entry",
            "organisation",
            models.CharField(blank=True, default="", max_length=12),
            preserve_default=False,
        ),
        migrations.AddField("entry", "day", models.DateField(null=True)),
        migrations.AddField(
            "entry", "previous", models.CharField(default=START, max_length=64), preserve_default=False
        ),
        migrations.AddField(
            "entry", "hash", models.CharField(default="", max_length=64), preserve_default=False
        ),
    ]
