"""A test client whose GET requests run on a connection that refuses to write anything but the reader's own session."""

import re

from django.db import connection
from django.test import Client

_WRITING = re.compile(r"\s*(INSERT|UPDATE|DELETE|TRUNCATE|COPY|CREATE|ALTER|DROP)\b", re.I)


def refuse_writing(execute, sql, params, many, context):
    assert not _WRITING.match(sql) or '"accounts_accountsession"' in sql, f"a GET request writes: {sql[:200]}"
    return execute(sql, params, many, context)


class ReadingClient(Client):
    def get(self, *args, **kwargs):
        with connection.execute_wrapper(refuse_writing):
            return super().get(*args, **kwargs)
