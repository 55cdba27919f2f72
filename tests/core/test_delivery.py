"""The outbox against a real mail server: sent once, tried again, given up, and never lost."""

import datetime
import os
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone
from mail_server import Mailboxes, free_port, mail_server, wait_until

from core import delivery
from core.actions import forget_old_messages, queue_messages
from core.models import OutboxMessage
from core.working import Worker

pytestmark = pytest.mark.django_db
READY = {"subject": "Hello", "body": "Words", "from_email": "a@example.org", "reply_to": [], "headers": {}}


def queue(key="one", to="anna@example.org", **fields):
    context = READY | {"alternatives": []} | fields.pop("said", {})
    queue_messages([OutboxMessage(key=key, to=to, language="sv", template="", context=context, **fields)])
    return OutboxMessage.objects.get(key=key)


def make_due():
    OutboxMessage.objects.filter(sent_at=None).update(send_after=timezone.now())


@pytest.fixture
def server():
    with mail_server() as mailboxes:
        yield mailboxes


def test_it_is_sent_once_and_noted(server):
    message = queue()
    assert delivery.send_waiting() == 1
    assert delivery.send_waiting() == 0
    [mail] = server.received
    assert (mail["To"], mail["Subject"], mail["From"]) == ("anna@example.org", "Hello", "a@example.org")
    assert mail["Auto-Submitted"] == "auto-generated"
    message.refresh_from_db()
    assert message.attempts == 1
    assert message.sent_at is not None


def test_the_same_key_never_makes_a_second_message(server):
    queue()
    queue(to="bo@example.org")
    assert delivery.send_waiting() == 1
    assert server.receivers == ["anna@example.org"]


def test_a_later_message_waits_for_its_time(server):
    queue(send_after=timezone.now() + datetime.timedelta(minutes=1))
    assert delivery.send_waiting() == 0


def test_a_cause_that_is_taken_back_sends_nothing(server):
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert delivery.send_waiting() == 0
    assert server.received == []


def test_who_is_refused_for_good_is_given_up_and_others_are_served(server):
    server.to_receivers["anna@example.org"] = "550 No such mailbox"
    refused = queue()
    queue("two", "bo@example.org")
    assert delivery.send_waiting() == 1
    refused.refresh_from_db()
    assert (refused.last_error, refused.attempts, refused.sent_at) == ("550 No such mailbox", 1, None)
    assert refused.given_up_at is not None
    make_due()
    assert delivery.send_waiting() == 0
    assert server.receivers == ["bo@example.org"]


@pytest.mark.parametrize("where", ["receiver", "data"])
def test_who_is_told_to_come_again_comes_again(server, where):
    message = queue()
    if where == "data":
        server.to_data = ["451 Later, please", "451 Later, please"]
    else:
        server.to_receivers["anna@example.org"] = "450 Later, please"
    for attempt in (1, 2):
        before = timezone.now()
        assert delivery.send_waiting() == 0
        message.refresh_from_db()
        assert (message.attempts, message.given_up_at) == (attempt, None)
        assert message.last_error.endswith("Later, please")
        pause = (message.send_after - before).total_seconds()
        assert delivery.pause_after(attempt) <= pause < delivery.pause_after(attempt) + 5
        assert delivery.send_waiting() == 0, "not before its time"
        make_due()
    server.to_receivers.clear()
    assert delivery.send_waiting() == 1
    message.refresh_from_db()
    assert (message.attempts, message.last_error) == (3, "")


def test_pauses_grow_and_stay_below_five_minutes():
    assert [delivery.pause_after(attempts) for attempts in (1, 2, 3, 4, 5, 500)] == [15, 60, 120, 240, 240, 240]


def test_what_nobody_takes_for_five_days_is_given_up(server):
    message = queue(created_at=timezone.now() - delivery.GIVEN_UP_AFTER)
    server.to_data = ["451 Later, please"]
    delivery.send_waiting()
    message.refresh_from_db()
    assert message.given_up_at is not None


def test_a_slow_server_is_waited_for(server):
    done = threading.Event()
    server.on_data = lambda: done.wait(1)
    queue()
    assert delivery.send_waiting() == 1


def test_a_server_that_hangs_does_not_hold_the_worker(server):
    release = threading.Event()
    server.on_data = lambda: release.wait(10)
    message = queue()
    with pytest.raises(delivery.ServerAway):
        delivery.send_waiting()
    release.set()
    message.refresh_from_db()
    assert (message.attempts, message.sent_at, message.given_up_at) == (1, None, None)


def test_while_the_server_is_away_nothing_is_tried_and_afterwards_all_is_sent():
    port = free_port()
    message = queue()
    queue("two", "bo@example.org")
    with override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_TIMEOUT=2):
        with pytest.raises(delivery.ServerAway):
            delivery.send_waiting()
        said = []
        worker = Worker(say=said.append)
        assert [worker.look() for _ in range(3)] == [15, 60, 120]
    message.refresh_from_db()
    assert message.attempts == 0
    with mail_server(port=port) as mailboxes:
        assert worker.look() == 1
    assert sorted(mailboxes.receivers) == ["anna@example.org", "bo@example.org"]
    assert said == ["The mail server answers again."]


def test_a_server_that_speaks_no_smtp_is_away():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        with override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=listener.getsockname()[1], EMAIL_TIMEOUT=1):
            queue()
            with pytest.raises(delivery.ServerAway):
                delivery.send_waiting()


def test_a_message_that_cannot_be_composed_keeps_nobody_waiting(server, caplog):
    broken = queue()
    OutboxMessage.objects.filter(pk=broken.pk).update(template="emails/no_such.txt")
    queue("two", "bo@example.org")
    assert delivery.send_waiting() == 1
    broken.refresh_from_db()
    assert broken.last_error.startswith("TemplateDoesNotExist")
    assert broken.given_up_at is None


def test_no_header_is_continued_by_what_somebody_wrote(server):
    queue(said={"subject": "Hello\r\nBcc: everybody@example.org"})
    assert delivery.send_waiting() == 1
    [mail] = server.received
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Hello Bcc: everybody@example.org"


def test_other_packages_mail_goes_the_same_way(server):
    html = [("<p>Your code is 123456</p>", "text/html")]
    mail = EmailMultiAlternatives("Code", "Your code is 123456", "a@example.org", alternatives=html)
    mail.to, mail.bcc = ["anna@example.org"], ["bo@example.org"]
    mail.connection = get_connection("core.mail_backend.OutboxBackend")
    assert mail.send() == 1
    assert server.received == []
    assert delivery.send_waiting() == 2
    assert sorted(server.receivers) == ["anna@example.org", "bo@example.org"]
    for received in server.received:
        assert received.get_body(("plain",)).get_content().strip() == "Your code is 123456"
        assert received.get_body(("html",)).get_content().strip() == "<p>Your code is 123456</p>"
    assert "123456" not in str(list(OutboxMessage.objects.values_list("context", flat=True)))  # once it is sent


def test_the_outbox_takes_no_attachments():
    mail = EmailMultiAlternatives("Code", "Words", "a@example.org", ["anna@example.org"])
    mail.attach("a.txt", "text", "text/plain")
    mail.connection = get_connection("core.mail_backend.OutboxBackend")
    with pytest.raises(ValueError, match="no attachments"):
        mail.send()


def test_old_messages_are_forgotten():
    queue(created_at=timezone.now() - datetime.timedelta(days=91))
    queue("two", created_at=timezone.now() - datetime.timedelta(days=89))
    assert forget_old_messages() == 1
    assert [message.key for message in OutboxMessage.objects.all()] == ["two"]


@pytest.mark.django_db(transaction=True)
def test_several_workers_share_the_work(server):
    for number in range(40):
        queue(f"{number}", f"{number}@example.org")

    def send():
        try:
            return delivery.send_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        sent = [done.result() for done in [threads.submit(send) for _ in range(4)]]
    assert sum(sent) == 40
    assert sorted(server.receivers) == sorted(f"{number}@example.org" for number in range(40))


def worker_process(port):
    settings = connection.settings_dict
    url = f"postgres://{settings['USER']}@/{settings['NAME']}?host={settings['HOST']}&port={settings['PORT']}"
    variables = {"DATABASE_URL": url, "EMAIL_URL": f"smtp://127.0.0.1:{port}", "CLEARINGHOUSE_NO_BOOTSTRAP": "1"}
    return subprocess.Popen([sys.executable, "manage.py", "worker"], env=os.environ | variables)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_between_sending_and_noting_it_sends_one_message_twice_and_no_other():
    for number in range(5):
        queue(f"{number}", f"{number}@example.org")
    mailboxes, port = Mailboxes(), free_port()
    running = []

    def kill_at_the_third():
        if len(mailboxes.received) == 3 and running[0].poll() is None:
            running[0].kill()
            running[0].wait()

    mailboxes.on_data = kill_at_the_third
    with mail_server(mailboxes, port):
        running.append(worker_process(port))
        assert running[0].wait(60) == -signal.SIGKILL
        [tried] = OutboxMessage.objects.filter(sent_at=None, attempts=1)
        make_due()  # two minutes later
        second = worker_process(port)
        wait_until(lambda: not OutboxMessage.objects.filter(sent_at=None).exists())
        second.terminate()
        assert second.wait(20) == 0
    receivers = mailboxes.receivers
    assert sorted(receivers) == sorted([*(f"{number}@example.org" for number in range(5)), tried.to])
    twice = [mail["Message-ID"] for mail in mailboxes.received if mail["To"] == tried.to]
    assert len(twice) == 2
    assert len(set(twice)) == 1, "mailboxes know the second for a copy"
    assert sorted(OutboxMessage.objects.values_list("attempts", flat=True)) == [1, 1, 1, 1, 2]
