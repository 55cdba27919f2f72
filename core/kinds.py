"""The kinds of item that are installed; lower rooms find them here and never by name."""

from functools import cache

from django.apps import apps

from core.models import Item


@cache
def models_by_kind() -> dict[str, type[Item]]:
    return {model.kind: model for model in apps.get_models() if issubclass(model, Item)}


def has_owner(model: type[Item]) -> bool:
    """Organisations own other items and belong to nobody."""
    return any(field.name == "owner" for field in model._meta.get_fields())
