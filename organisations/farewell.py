"""What belonging to organisations leaves behind when an account is closed: its row in the audit trail, and no name."""

from accounts.farewells import before_closing
from organisations.actions.members import leave_everything

before_closing(leave_everything)
