import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.contrib.postgres.operations import CreateExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_words_bitmaps_and_passages'),
    ]

    operations = [
        CreateExtension('fuzzystrmatch'),  # carried by every PostgreSQL; owners of the database may create it
        migrations.CreateModel(
            name='ValueName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12)),
                ('text', models.CharField(max_length=200)),
                ('is_hidden', models.BooleanField(default=False)),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('typo_keys', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
            ],
        ),
        migrations.AddField(
            model_name='searchdocument',
            name='title_words',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
        migrations.AddIndex(
            model_name='searchdocument',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('title_words', function='array_to_tsvector'), fastupdate=False, name='search_title_words'),
        ),
        migrations.AddField(
            model_name='valuename',
            name='value',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='search.facetvalue'),
        ),
        migrations.AddIndex(
            model_name='valuename',
            index=django.contrib.postgres.indexes.GinIndex(models.Func('words', function='array_to_tsvector'), name='value_name_words'),
        ),
        migrations.AddIndex(
            model_name='valuename',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('typo_keys', name='array_ops'), name='value_name_typo_keys'),
        ),
        migrations.AddConstraint(
            model_name='valuename',
            constraint=models.UniqueConstraint(fields=('value', 'language', 'text'), name='value_name_once'),
        ),
    ]
