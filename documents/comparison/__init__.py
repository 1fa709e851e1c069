"""What changed between two contents (documents.docx.model): pure, and bounded in time for any length.

`alignment` finds what stayed in its order, `words` compares texts word by word, `substance` says whether a change is
one of substance (R51), `parts` lays a content out in comparable parts, `comparing` puts the result together.
"""

from documents.comparison.comparing import compare
from documents.comparison.model import Change, Comparison, Op, Piece, Row, TableRow
from documents.comparison.substance import Nature, nature_of

__all__ = ["Change", "Comparison", "Nature", "Op", "Piece", "Row", "TableRow", "compare", "nature_of"]
