from django.db import migrations, models
from django.db.models import F, OrderBy


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0003_names_and_beginnings"),
    ]

    operations = [
        migrations.AlterField(
            model_name="bitmap",
            name="key",
            field=models.TextField(db_collation="C"),
        ),
        # Three rows fill a page. Unpacking bits costs more than reading them.
        migrations.RunSQL(
            "ALTER TABLE search_bitmap ALTER bits SET STORAGE PLAIN, ALTER key SET STORAGE PLAIN",
            "ALTER TABLE search_bitmap ALTER bits SET STORAGE EXTENDED, ALTER key SET STORAGE EXTENDED",
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=models.Index(
                OrderBy(F("quality"), descending=True),
                OrderBy(F("evidence"), descending=True),
                OrderBy(F("is_running"), descending=True),
                OrderBy(F("confirmed_on"), descending=True, nulls_last=True),
                OrderBy(F("published_on"), descending=True),
                F("id"),
                name="search_best",
            ),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=models.Index(
                OrderBy(F("confirmed_on"), descending=True, nulls_last=True),
                OrderBy(F("quality"), descending=True),
                OrderBy(F("evidence"), descending=True),
                OrderBy(F("is_running"), descending=True),
                OrderBy(F("published_on"), descending=True),
                F("id"),
                name="search_confirmed",
            ),
        ),
    ]
