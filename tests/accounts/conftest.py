"""People at their browsers: real requests, mails read from the outbox."""

import pytest
from signing import Visitor


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def visitor(db):
    return Visitor()
