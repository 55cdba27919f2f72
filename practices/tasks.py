from core.daily import daily
from practices.actions import ask_again

daily("ask for consent again")(ask_again)
