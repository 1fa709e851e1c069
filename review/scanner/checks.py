"""Checksums and plausibility of numbers; all but Luhn's, which is asked for most, are python-stdnum's."""

from datetime import date

from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

BIRTH_YEARS = range(1900, 2100)
SHORTEST_CARD = 16
_DOUBLED = str.maketrans("0123456789", "0246813579")  # a figure times two, its own figures added
CARD_PREFIXES = ("62", "4", "5", "34", "37", "35", "60")
# GB/T 2260: the first two figures of an area, 83 for the permits of people from Taiwan.
PROVINCES = frozenset(
    map(
        str,
        (*range(11, 16), 21, 22, 23, *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83),
    )
)


def digits(text: str) -> str:
    """Return the number without the spaces and hyphens that only group it."""
    return text.replace(" ", "").replace("-", "")


def _is_birthday(year: str, month: str, day: str) -> bool:
    try:
        return date(int(year), int(month), int(day)).year in BIRTH_YEARS
    except ValueError:
        return False


def is_id_card(number: str) -> bool:
    """Test the check character (GB 11643-1999, ISO 7064 MOD 11-2) and the date of birth of 18 characters.

    The permits of people from Hong Kong, Macao and Taiwan (81, 82, 83) and of foreigners (9) are built alike.
    """
    number = number.upper()
    return _is_birthday(number[6:10], number[10:12], number[12:14]) and bool(mod_11_2.is_valid(number))


def is_old_id_card(number: str) -> bool:
    """Test the province and the date of birth of 15 digits; they have no check digit."""
    return number[:2] in PROVINCES and _is_birthday("19" + number[6:8], number[8:10], number[10:12])


def has_luhn(number: str) -> bool:
    """Test the Luhn digit (ISO/IEC 7812-1)."""
    return not (sum(map(int, number[::-2])) + sum(map(int, number[-2::-2].translate(_DOUBLED)))) % 10


def is_bank_card(number: str) -> bool:
    """Test the Luhn digit, the length and the issuer's first digits."""
    return len(number) >= SHORTEST_CARD and number.startswith(CARD_PREFIXES) and has_luhn(number)


def is_credit_code(code: str) -> bool:
    """Test if it is a 统一社会信用代码 (GB 32100-2015), which is public."""
    return bool(uscc.is_valid(code.upper()))
