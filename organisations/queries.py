from core.queries import ItemQuerySet


class OrganisationQuerySet(ItemQuerySet):
    def with_place(self):
        return self.select_related("country", "region", "municipality")
