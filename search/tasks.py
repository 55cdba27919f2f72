from core.daily import daily
from search.zero_hits import forget_old

daily("forget zero hits")(forget_old)
