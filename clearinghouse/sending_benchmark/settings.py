"""As in production, but one address may begin a thousand drafts in a minute."""

from clearinghouse.settings import *  # noqa: F403

ACCOUNT_RATE_LIMITS = False
LOGGING = {"version": 1, "disable_existing_loggers": True}  # what is lost on purpose needs no thousand lines
