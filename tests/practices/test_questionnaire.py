"""The twelve questions about a practice: answers become rows, and rows become answers again."""

import pytest
from shipped import collection, reference  # noqa: F401

from practices.models import Practice
from practices.questionnaire.questions import QUESTIONNAIRE


def test_answers_of_every_starter_practice_change_nothing(db, collection):  # noqa: F811
    for practice in Practice.objects.all():
        answers = QUESTIONNAIRE.read(practice, practice.original_language)
        errors = QUESTIONNAIRE.bound(answers).errors()
        print(practice.source_key, errors)
        if errors: continue
        b=snap(practice)
        QUESTIONNAIRE.write(practice, answers, language=practice.original_language, by=None)
        a=snap(Practice.objects.get(pk=practice.pk))
        for k in b:
            if a[k]!=b[k]: print("   ",k,b[k],a[k])
    assert 0

def snap(item):
    from django.forms.models import model_to_dict
    item = Practice.objects.get(pk=item.pk)
    d={'item':{f.attname:getattr(item,f.attname) for f in item._meta.concrete_fields}}
    for r in ("texts","concepts","places","partners","buildingblocks"):
        d[r]=[{f.attname:getattr(row,f.attname) for f in row._meta.concrete_fields if not f.primary_key} for row in getattr(item,r).order_by('pk')]
    return d
