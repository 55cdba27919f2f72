from core.queries import ItemQuerySet


class ResearchItemQuerySet(ItemQuerySet):
    pass
