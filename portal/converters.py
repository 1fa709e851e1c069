"""Parts of addresses: the 索引号, the kinds of files, the years of annual reports."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class KindConverter(StringConverter):
    """One of the files that the public may take."""

    regex = "docx|pdf|html"


class YearConverter:
    """A year of an annual report, in one way only."""

    regex = "20[0-9]{2}"

    def to_python(self, value: str) -> int:
        """Return the year."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the year as it stands in an address."""
        return str(value)


class IndexConverter:
    """What portal.models.document.PLAIN_NUMBER accepts, in at most 100 characters."""

    regex = r"[0-9A-Za-z_.\-]+(?:/[0-9A-Za-z_.\-]+)*"

    def to_python(self, value: str) -> str:
        """Return the index number.

        :raises ValueError: it is too long to be one.
        """
        if len(value) > 100:  # noqa: PLR2004  # the column's length
            raise ValueError
        return value

    def to_url(self, value: str) -> str:
        """Return the index number as it stands in an address."""
        return value


register_converter(IndexConverter, "index")
register_converter(KindConverter, "kind")
register_converter(YearConverter, "year")
