from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """For titles and names that are spelled alike; PostgreSQL lets the owner of a database have this extension."""

    dependencies = [("search", "0005_rank_vector_in_the_row")]
    operations = [TrigramExtension()]
