from core.daily import daily
from submissions.reports.actions import forget_old_reports

daily("forget old reports")(forget_old_reports)
