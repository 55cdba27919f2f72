from django.dispatch import Signal

passkey_refused = Signal()
"""A passkey did not fit; `user` is the person who tried, or None."""
