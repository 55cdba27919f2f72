from concurrent.futures import ThreadPoolExecutor

from clearinghouse.secret_key import secret_key


def test_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    folder = tmp_path / "state"
    first = secret_key(folder)
    assert len(first) >= 50
    assert secret_key(folder) == first
    assert (folder / "secret_key").stat().st_mode & 0o777 == 0o600


def test_two_installations_have_two_keys(tmp_path):
    assert secret_key(tmp_path / "one") != secret_key(tmp_path / "two")


def test_processes_that_start_together_agree(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_key, [tmp_path] * 16))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]
