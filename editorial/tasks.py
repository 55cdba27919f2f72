from core.daily import daily
from editorial.clock import make_due_moves

daily("make due moves")(make_due_moves)
