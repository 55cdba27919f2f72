from core.queries import ItemQuerySet


class PracticeQuerySet(ItemQuerySet):
    pass
