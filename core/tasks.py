from core.actions import forget_old_messages
from core.daily import daily

daily("forget old messages")(forget_old_messages)
