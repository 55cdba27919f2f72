"""Who keeps an item: what `Item` asks about people, answered alike for every kind."""

from organisations.memberships import is_too_close, people_behind, writes_for


class KeptByPeople:
    """Before `Item` among the bases of a kind."""

    def is_maintained_by(self, person) -> bool:
        if self.owner_id:
            return writes_for(person, self.owner_id)
        return person.pk is not None and self.created_by_id == person.pk

    def has_conflict(self, person) -> bool:
        return is_too_close(person, self)

    def people_to_tell(self) -> list:
        return people_behind(self)
