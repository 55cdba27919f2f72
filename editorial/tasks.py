from core.daily import daily
from editorial.clock import make_due_moves
from editorial.reminders import remind_authors

daily("make due moves")(make_due_moves)
daily("remind authors")(remind_authors)
