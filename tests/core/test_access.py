import pytest

from core import access


@pytest.fixture
def rules(monkeypatch):
    monkeypatch.setattr(access, "_rules", {})


def test_an_unknown_action_is_refused(rules):
    answer = access.can("anyone", "fly")
    assert not answer
    assert "fly" in answer.reason


def test_a_rule_answers_with_its_reason(rules):
    @access.rule("open")
    def may_open(person, item):
        return access.ALLOWED if person == item else access.denied("Not yours.")

    assert access.can("a", "open", "a") == access.Answer(True)
    assert access.can("a", "open", "b") == access.Answer(False, "Not yours.")


def test_one_action_has_one_rule(rules):
    access.rule("open")(lambda person, item: access.ALLOWED)
    with pytest.raises(ValueError, match="open"):
        access.rule("open")(lambda person, item: access.ALLOWED)
