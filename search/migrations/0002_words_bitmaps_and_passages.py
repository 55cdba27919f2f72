import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.utils.timezone
import search.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            "DELETE FROM search_searchdocument", "DELETE FROM search_searchdocument"
        ),  # `search_rebuild` fills it
        migrations.CreateModel(
            name="TrackedWord",
            fields=[
                ("lexeme", models.TextField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="forms",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="passages",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="rank_vector",
            field=django.contrib.postgres.search.SearchVectorField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="written_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AlterField(
            model_name="searchdocument",
            name="id",
            field=models.IntegerField(primary_key=True, serialize=False),
        ),
        migrations.CreateModel(
            name="Bitmap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField()),
                ("block", models.IntegerField()),
                ("bits", search.fields.BitsField(length=20480)),
            ],
            options={
                "indexes": [models.Index(fields=["block"], name="search_bitmap_block")],
                "constraints": [models.UniqueConstraint(fields=("key", "block"), name="search_bitmap_once")],
            },
        ),
        migrations.CreateModel(
            name="SearchTypo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.IntegerField()),
                ("form", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["form"], name="search_typo_form")],
                "constraints": [models.UniqueConstraint(fields=("key", "form"), name="search_typo_once")],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.TextField()),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("sv", "Svenska"),
                            ("da", "Dansk"),
                            ("nb", "Norsk bokmål"),
                            ("nn", "Norsk nynorsk"),
                            ("fi", "Suomi"),
                            ("is", "Íslenska"),
                            ("en", "English"),
                            ("fo", "Føroyskt"),
                            ("kl", "Kalaallisut"),
                            ("se", "Davvisámegiella"),
                        ],
                        max_length=3,
                    ),
                ),
                ("frequency", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        django.contrib.postgres.indexes.OpClass("form", name="text_pattern_ops"),
                        name="search_word_beginning",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("form", "language"), name="search_word_once"),
                    models.CheckConstraint(condition=models.Q(("frequency__gt", 0)), name="search_word_is_used"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ZeroHit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("sv", "Svenska"),
                            ("da", "Dansk"),
                            ("nb", "Norsk bokmål"),
                            ("nn", "Norsk nynorsk"),
                            ("fi", "Suomi"),
                            ("is", "Íslenska"),
                            ("en", "English"),
                            ("fo", "Føroyskt"),
                            ("kl", "Kalaallisut"),
                            ("se", "Davvisámegiella"),
                        ],
                        max_length=3,
                    ),
                ),
                ("words", models.CharField(max_length=100)),
                ("number", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("day", "language", "words"), name="zero_hit_once")],
            },
        ),
    ]
