"""Everything that stands in the rows of an item, to see whether a write has changed anything."""


def rows_of(item):
    """{table: rows with all their columns}, their own keys and dates of change included."""
    model = type(item)
    found = {"facts": list(model.objects.filter(pk=item.pk).values())}
    for relation in model.part_relations:
        found[relation] = list(getattr(item, relation).order_by("pk").values())
    return found
