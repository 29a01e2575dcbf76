from django.db import migrations, models


class Migration(migrations.Migration):
    """What a hidden entry says cannot be guessed from the hashes that are public."""

    dependencies = [("core", "0004_hands_stand_beside")]

    operations = [
        migrations.AddField(
            "entry", "salt", models.CharField(blank=True, default="", max_length=32), preserve_default=False
        ),
    ]
