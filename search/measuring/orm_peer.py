"""What a Django site would make with the documentation at hand: a search vector, many-to-many facets, a count each."""

from io import StringIO

from django.apps.registry import Apps
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchRank, SearchVectorField
from django.db import connection, models, transaction
from django.db.models import Count, F

from search.expression import Expression, tsquery
from search.measuring.contenders import Found, Question
from search.measuring.copying import copy_in, line
from search.measuring.loading import COUNTED_BY_PEERS, PeerRow
from search.queries import LexemeQuery
from search.query import PAGE_SIZE

_COLUMNS = ("id", "title", "one_liner", "published_on", "vector")
_registry = Apps()
"""Of its own: these models belong to no room and to no migration."""


class PeerValue(models.Model):
    class Meta:
        app_label = "search_peer"
        apps = _registry
        db_table = "peer_value"


def _document_model() -> type[models.Model]:
    meta = {
        "app_label": "search_peer",
        "apps": _registry,
        "db_table": "peer_document",
        "indexes": [GinIndex(fields=["vector"], name="peer_vector")],
    }
    fields = {
        "title": models.TextField(),
        "one_liner": models.TextField(),
        "published_on": models.DateField(db_index=True),
        "vector": SearchVectorField(),
    }
    links = {f"{facet}_values": models.ManyToManyField(PeerValue, related_name="+") for facet in COUNTED_BY_PEERS}
    return type(
        "PeerDocument", (models.Model,), {"Meta": type("Meta", (), meta), "__module__": __name__} | fields | links
    )


PeerDocument = _document_model()


class OrmPeer:
    name = "orm"

    def __init__(self):
        with connection.schema_editor() as editor:
            editor.create_model(PeerValue)
            editor.create_model(PeerDocument)
        self._values: set[int] = set()

    def add(self, rows: list[PeerRow]) -> None:
        values = {value for row in rows for ids in row.facets.values() for value in ids} - self._values
        PeerValue.objects.bulk_create(PeerValue(pk=value) for value in values)
        self._values |= values
        lines = (line(getattr(row, column) for column in _COLUMNS) for row in rows)
        copy_in(PeerDocument._meta.db_table, _COLUMNS, StringIO("".join(lines)))
        for facet in COUNTED_BY_PEERS:
            pairs = ((row.id, value) for row in rows for value in row.facets.get(facet, ()))
            through = _through(facet)._meta
            columns = ("peerdocument_id", "peervalue_id")
            copy_in(through.db_table, columns, StringIO("".join(map(line, pairs))))

    def finish(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def search(self, question: Question) -> Found:
        """In a transaction as ours is, and on one processor, so that all its work is seen."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off")
            return self._search(question.expression, question.chosen, question.first)

    def _search(self, expression: Expression, chosen: dict[str, list[int]], first: int) -> Found:
        asked = LexemeQuery(tsquery(expression)) if expression.groups else None
        matching = PeerDocument.objects.filter(vector=asked) if asked else PeerDocument.objects.all()
        found = Found(_filtered(matching, chosen).count())
        for facet in COUNTED_BY_PEERS:
            others = {key: values for key, values in chosen.items() if key != facet}
            counted = (
                _filtered(matching, others).values_list(f"{facet}_values").annotate(number=Count("pk", distinct=True))
            )
            found.counts |= {value: number for value, number in counted if value is not None}
        ordered = _filtered(matching, chosen).order_by("-published_on", "pk")
        if asked:
            ordered = ordered.annotate(rank=SearchRank(F("vector"), asked)).order_by("-rank", "pk")
        list(ordered.values("pk", "title", "one_liner")[first : first + PAGE_SIZE])
        return found


def _through(facet: str) -> type[models.Model]:
    return getattr(PeerDocument, f"{facet}_values").through


def _filtered(documents: models.QuerySet, chosen: dict[str, list[int]]) -> models.QuerySet:
    for facet, values in chosen.items():
        documents = documents.filter(**{f"{facet}_values__in": values})
    return documents
