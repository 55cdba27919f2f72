from importlib import import_module

from django.conf import settings

from core.daily import daily


@daily("forget ended sessions")
def forget_ended_sessions() -> None:
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
