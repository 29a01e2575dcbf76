from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_states_of_versions")]

    operations = [
        migrations.CreateModel(
            name="Manifest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                (
                    "plan",
                    models.OneToOneField(on_delete=models.CASCADE, related_name="listing", to="plans.plan"),
                ),
            ],
        ),
    ]
