import ast
import errno
from pathlib import Path
from types import SimpleNamespace

import pytest

import manage
from clearinghouse import problems


def test_a_full_disk_is_named_even_when_another_error_was_raised_from_it():
    with pytest.raises(problems.Problem) as problem, problems.explained():
        try:
            raise OSError(errno.ENOSPC, "No space left on device", "/somewhere")
        except OSError as error:
            raise RuntimeError("could not save") from error
    assert str(problem.value) == problems.DISK_FULL


def test_a_full_disk_of_the_database_is_named():
    with pytest.raises(problems.Problem) as problem, problems.explained():
        raise RuntimeError('could not extend file "base/1/2": No space left on device')
    assert str(problem.value) == problems.DISK_FULL


def test_a_folder_of_another_user_is_named():
    with pytest.raises(problems.Problem) as problem, problems.explained():
        raise PermissionError(errno.EACCES, "Permission denied", "/srv/portal/.local")
    assert str(problem.value).startswith("/srv/portal/.local belongs to another user")


def test_a_lost_database_is_named():
    from django.db import OperationalError

    with pytest.raises(problems.Problem) as problem, problems.explained():
        raise OperationalError("server closed the connection unexpectedly\n\tThis probably means …")
    assert "(server closed the connection unexpectedly)" in str(problem.value)


def test_mistakes_in_the_code_keep_their_traceback():
    with pytest.raises(KeyError), problems.explained():
        raise KeyError("title")


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", problems.NO_NETWORK),
        ("ERROR: No matching distribution found for django==5.2.19", problems.NO_NETWORK),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left", problems.DISK_FULL),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "could not be installed: install.log tells why."),
    ],
)
def test_a_failed_installation_says_what_to_do(output, sentence):
    assert sentence in problems.explain_failed_install(output, "install.log")


def test_python_that_is_too_old_is_told_what_to_get(monkeypatch):
    monkeypatch.setattr(manage, "sys", SimpleNamespace(version_info=(3, 9, 18), argv=["manage.py"], exit=stop))
    with pytest.raises(SystemExit) as ended:
        manage.main()
    assert "This is Python 3.9.18, and the portal needs Python 3.11 or newer" in str(ended.value)


def stop(sentence):
    raise SystemExit(sentence)


def test_manage_can_be_read_by_any_python_3():
    ast.parse(Path(manage.__file__).read_text(), feature_version=(3, 4))
