"""Column types of PostgreSQL that Django does not have."""

from django.db import models


class BitsField(models.Field):
    """A row of exactly `length` bits, read and written as a text of 0 and 1."""

    def __init__(self, *args, length: int, **options):
        super().__init__(*args, **options)
        self.length = length

    def db_type(self, connection) -> str:
        return f"bit({self.length})"

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        return name, path, args, options | {"length": self.length}
