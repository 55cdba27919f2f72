import pytest

from core.loading import (
    Record,
    StarterDataError,
    read_csv,
    read_json,
    read_keyed_records,
    read_records,
    require_unique,
    stable_id,
    stable_short_id,
)
from core.models import OutboxMessage
from core.slugs import SHORT_ID_ALPHABET


def written(folder, text, name="things.json"):
    path = folder / "room" / "data" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[{]", "room/data/things.json, row 1: this is not valid JSON"),
        ('[\n{"id": "a"},\n]', "room/data/things.json, row 3: this is not valid JSON"),
        ('{"id": "a"}', "room/data/things.json, row 1: a list of records is needed here."),
        ('["a"]', "room/data/things.json, record 1: an object is needed here."),
        ('[{"id": "a"}, {}]', "room/data/things.json, record 2 (?), field “id”: a value is needed here."),
        (
            '[{"id": "a"}, {"id": "a"}]',
            "room/data/things.json, record 2 (a), field “id”: “a” stands already in record 1 (a).",
        ),
        (b'[{"id": "\xe5"}]', "room/data/things.json, byte 9: the file is not written in UTF-8."),
    ],
)
def test_a_broken_list_of_records_says_where(tmp_path, text, message):
    with pytest.raises(StarterDataError) as caught:
        read_records(written(tmp_path, text))
    assert str(caught.value).startswith(message)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(StarterDataError, match=r"data/nowhere\.json: the file is missing\."):
        read_json(tmp_path / "room" / "data" / "nowhere.json")


def test_keyed_records_need_an_object(tmp_path):
    with pytest.raises(StarterDataError, match=r"row 1: an object of records is needed here\."):
        read_keyed_records(written(tmp_path, "[]"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,name\na,b\n", "room/data/things.csv, row 1, field “label”: the column is missing."),
        ("id,label\na\n", "room/data/things.csv, row 2: 1 values stand under 2 columns."),
        ("", "room/data/things.csv, row 1, field “id”: the column is missing."),
    ],
)
def test_a_broken_table_says_where(tmp_path, text, message):
    with pytest.raises(StarterDataError) as caught:
        read_csv(written(tmp_path, text, "things.csv"), ("id", "label"))
    assert str(caught.value) == message


def test_rows_of_a_table_know_their_line(tmp_path):
    rows = read_csv(written(tmp_path, 'id,label\na,"x, y"\nb,z\n', "things.csv"), ("id", "label"))
    assert [(row.row, row.values) for row in rows] == [
        ("row 2", {"id": "a", "label": "x, y"}),
        ("row 3", {"id": "b", "label": "z"}),
    ]


@pytest.fixture
def record(tmp_path):
    values = {"id": "a", "empty": None, "number": "x", "list": "a", "year": "2024"}
    return Record(tmp_path / "room" / "data" / "things.json", "record 1 (a)", values)


@pytest.mark.parametrize(
    ("read", "message"),
    [
        (lambda record: record.required("empty"), "field “empty”: a value is needed here."),
        (lambda record: record.number("number"), "field “number”: “x” is not a number."),
        (lambda record: record.listed("list"), "field “list”: a list of texts is needed here."),
        (lambda record: record.one_of("id", {"b": 1}), "field “id”: “a” is not known."),
        (lambda record: record.one_of("id", {"b": 1}, ["b"]), "field “id”: “['b']” is not known."),
    ],
)
def test_a_wrong_value_names_its_field(record, read, message):
    with pytest.raises(StarterDataError) as caught:
        read(record)
    assert str(caught.value) == f"room/data/things.json, record 1 (a), {message}"


def test_empty_values_are_read_as_nothing(record):
    assert (record.get("empty"), record.number("empty"), record.listed("empty")) == ("", None, [])
    assert ("empty" in record, "id" in record) == (False, True)
    assert record.number("year") == 2024


def test_a_field_that_the_model_refuses_is_named_as_in_the_file(record):
    message = OutboxMessage(key="k", to="nobody", language="en", template="t", context={"a": 1})
    with pytest.raises(StarterDataError, match=r"field “e-mail”: Enter a valid email address\."):
        record.check(message, to="e-mail")
    record.check(message, only=("key", "language"))


def test_only_filled_values_must_be_unique(record):
    other = Record(record.path, "record 2 (b)", {"id": "b", "year": "2024"})
    require_unique([record, other], "empty", may_be_empty=True)
    with pytest.raises(StarterDataError, match=r"record 2 \(b\), field “year”: “2024” stands already in record 1"):
        require_unique([record, other], "year")


def test_identity_is_the_same_everywhere():
    assert str(stable_id("practice", "se-yalla-trappan")) == "9777e5ec-2541-5489-9ae0-f0fae12ff239"
    assert stable_short_id("practice", "se-yalla-trappan", set()) == "ggvdk6"
    assert stable_id("practice", "a") != stable_id("research", "a")


def test_a_short_id_that_is_taken_gives_way_to_the_next():
    first = stable_short_id("practice", "a", set())
    second = stable_short_id("practice", "a", {first})
    assert first != second
    assert set(first + second) <= set(SHORT_ID_ALPHABET)
    assert (len(first), len(second)) == (6, 6)


@pytest.mark.parametrize("value", [True, ["a"], {"a": 1}])
def test_a_text_of_another_shape_is_named(tmp_path, value):
    record = Record(tmp_path / "a.json", "record 1", {"name": value})
    with pytest.raises(StarterDataError, match="record 1, field “name”: a text is needed here"):
        record.get("name")


def test_a_number_may_stand_for_a_text(tmp_path):
    assert Record(tmp_path / "a.json", "record 1", {"volume": 4}).get("volume") == "4"


def test_what_should_be_an_object_is_named(tmp_path):
    record = Record(tmp_path / "a.json", "record 1", {"en": "words"})
    with pytest.raises(StarterDataError, match="record 1, en: an object is needed here"):
        record.inner("en")
