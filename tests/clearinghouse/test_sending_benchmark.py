"""What counts as a fault when sending in has been measured."""

import pytest

from clearinghouse.sending_benchmark.run import faults_in

COUNTED = {"acknowledged": 99, "practices": 100, "published": 100, "lost": 0, "doubled": 0}
STATEMENTS = {"accept": [20.0, 21.0], "publish": [41.3, 40.9]}


@pytest.mark.parametrize(
    ("counted", "statements", "again", "faults"),
    [
        ({}, {}, 0, []),
        ({}, {}, 5, []),
        ({}, {}, 6, ["mails_sent_again"]),
        ({"lost": 1}, {}, 0, ["lost"]),
        ({"doubled": 2, "published": 99}, {}, 0, ["doubled", "published"]),
        ({}, {"accept": [20.0, 21.1]}, 0, ["accept"]),
        ({}, {"publish": [41.3, 39.0]}, 0, ["publish"]),
    ],
)
def test_what_is_lost_doubled_or_takes_more_in_the_end_is_a_fault(counted, statements, again, faults):
    report = {
        "counted": COUNTED | counted,
        "statements_at_first_and_last": STATEMENTS | statements,
        "mails_sent_again": again,
        "mail_workers_killed": 4,
        "databases_killed": 1,
    }
    assert faults_in(report, 100) == faults
