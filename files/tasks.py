from core.daily import daily
from files.actions import remove_unused

daily("remove unused files")(remove_unused)
