"""Asking a vector of tokens whatever its question (portal.words.question) says, letter by letter."""

from django.contrib.postgres.search import SearchQueryField
from django.db.models import BooleanField, F, Func, Value
from django.db.models.functions import Cast


class Matches(Func):
    """The vector has what the question asks; Django's own look-up would have a dictionary take the tokens apart."""

    template, arg_joiner, output_field = "(%(expressions)s)", " @@ ", BooleanField()

    def __init__(self, vector: str, question: str) -> None:
        super().__init__(F(vector), Cast(Value(question), SearchQueryField()))
