"""The one door for an upload: name, container, marks, text, in this order; any of them may refuse."""

from dataclasses import dataclass

from documents.docx.examining import hidden, marks
from documents.docx.examining.hidden import Hidden
from documents.docx.model import Draft
from documents.docx.opening.package import open_package
from documents.docx.reading.reader import guarded, read_with_notes


@dataclass(frozen=True, slots=True)
class Intake:
    """What an upload gives: its draft, and the list of what is not seen in it."""

    draft: Draft
    hidden: tuple[Hidden, ...]

    @property
    def lost(self) -> tuple[Hidden, ...]:
        """Return what a reader of the upload sees and the content cannot hold; the drafter must mend it."""
        return tuple(each for each in self.hidden if each.kind in hidden.LOST)


@guarded
def take_in(data: bytes, filename: str) -> Intake:
    """Return the draft of an uploaded file and the list of its unseen content.

    :raises ClassifiedContent: its name or anything in it bears a 密级 mark.
    :raises FileRefused: in its other forms, for a file that is no sound, safe .docx with visible text.
    """
    marks.refuse_classified_name(filename)
    package = open_package(data, filename)
    marks.refuse_classified(package, filename)
    draft, seen = read_with_notes(package)
    return Intake(draft, tuple(hidden.listed(package, seen, len(draft.page_lines))))
