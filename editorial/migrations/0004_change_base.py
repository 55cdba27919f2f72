from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editorial", "0003_gate_answers")]

    operations = [
        migrations.AddField(
            model_name="proposal", name="base_answers", field=models.JSONField(blank=True, default=dict)
        ),
    ]
