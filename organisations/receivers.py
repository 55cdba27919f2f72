"""What follows when an account changes."""

from allauth.account.signals import email_changed

from organisations.actions.members import end_memberships_by_domain


def _end_what_rested_on_the_old_address(sender, user, **_details):
    end_memberships_by_domain(user=user)


def connect() -> None:
    email_changed.connect(_end_what_rested_on_the_old_address, dispatch_uid="organisations.address")
