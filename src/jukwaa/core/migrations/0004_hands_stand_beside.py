from django.db import migrations, models


class Migration(migrations.Migration):
    """Whose hand it was, and when exactly, leaves the chain."""

    dependencies = [("core", "0003_chain_what_is_there")]

    operations = [
        migrations.RemoveField("entry", "actor"),
        migrations.RemoveField("entry", "at"),
        migrations.AlterField("entry", "day", models.DateField()),
        migrations.AddConstraint(
            "entry", models.UniqueConstraint(fields=("forum", "number"), name="entry_number_once")
        ),
        migrations.AddConstraint(
            "entry",
            models.UniqueConstraint(
                condition=models.Q(("forum", None)),
                fields=("number",),
                name="entry_number_once_of_the_install",
            ),
        ),
    ]
