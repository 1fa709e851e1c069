"""Word files in forms: taken in (documents.intake) while the form is checked, so that a refusal stands in it."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from common.errors import DomainError
from documents.docx.errors import FileTooLarge
from documents.docx.opening.package import LIMIT_MB, MB
from documents.intake import Intake, take_in

ATTRS = {"accept": ".docx", "data-max-bytes": str(LIMIT_MB * MB)}


class FilesInput(forms.ClearableFileInput):
    """One field for several files."""

    allow_multiple_selected = True


class WordField(forms.FileField):
    """One Word file; an empty one is refused by the reader of Word files, in its own words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, widget=forms.FileInput(attrs={**ATTRS}), **kwargs)


class WordFilesField(forms.FileField):
    """Any number of Word files; cleans to a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, widget=FilesInput(attrs={**ATTRS}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the list of uploaded files."""
        single = super().clean
        given = data if isinstance(data, list | tuple) else [data]
        return [file for file in (single(each, initial) for each in given) if file]


class TakesFiles(forms.Form):
    """A form with Word files. `oversize` names the fields whose file was dropped while it came in.

    `refused` is the first refusal, for the status of the answer and the journal.
    """

    def __init__(self, *args: Any, oversize: set[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.oversize = oversize or set()
        self.refused: DomainError | None = None
        for name in self.oversize & self.fields.keys():
            self.fields[name].required = False  # it was given, but was too large to keep

    def take(self, name: str, file: UploadedFile[Any] | None) -> Intake | None:
        """Return what the file brings; raise ValidationError with the reason why it is refused."""
        if name in self.oversize:
            self.refuse(FileTooLarge(limit=LIMIT_MB))
        if not file:
            return None
        try:
            return take_in(file.read(), file.name or "")
        except DomainError as error:
            self.refuse(error)
            return None

    def take_all(self, name: str, files: list[UploadedFile[Any]]) -> tuple[Intake, ...]:
        """Return what each of the files brings."""
        if name in self.oversize:
            self.refuse(FileTooLarge(limit=LIMIT_MB))
        return tuple(taken for taken in (self.take(name, file) for file in files) if taken)

    def refuse(self, error: DomainError) -> None:
        """Remember the first refusal and turn it into the form's own error."""
        self.refused = self.refused or error
        raise forms.ValidationError(str(error), code=error.code)

    @property
    def status(self) -> int:
        """Return the status that answers the refused form."""
        return self.refused.http_status if self.refused else 422
