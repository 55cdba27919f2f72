"""As in production, but one address may begin a thousand drafts in a minute, and answers tell what they cost."""

from clearinghouse.settings import *  # noqa: F403
from clearinghouse.settings import MIDDLEWARE as _MIDDLEWARE

ACCOUNT_RATE_LIMITS = False
LOGGING = {"version": 1, "disable_existing_loggers": True}  # what is lost on purpose needs no thousand lines
MIDDLEWARE = ["clearinghouse.sending_benchmark.statements.told_in_header", *_MIDDLEWARE]
