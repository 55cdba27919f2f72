"""All that is written about organisations: the starter collection, who belongs to them, what they hand over."""

from organisations.actions.starter import load_starter_organisations, move_references

__all__ = ["load_starter_organisations", "move_references"]
