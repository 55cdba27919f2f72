from django.db import migrations


class Migration(migrations.Migration):
    """The table of Django's database cache, as `createcachetable` makes it; unlogged: tries need not survive a crash."""

    dependencies = [("accounts", "0002_sign_in")]
    operations = [
        migrations.RunSQL(
            "CREATE UNLOGGED TABLE cache_entries ("
            "cache_key varchar(255) NOT NULL PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);"
            "CREATE INDEX cache_entries_expires ON cache_entries (expires);",
            "DROP TABLE cache_entries",
        )
    ]
