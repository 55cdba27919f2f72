import pytest
from told_practices import make_finnish_practice, make_full_practice


@pytest.fixture
def full():
    return make_full_practice()


@pytest.fixture
def finnish():
    return make_finnish_practice()
