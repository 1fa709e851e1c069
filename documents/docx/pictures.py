"""Pictures without anything that is not seen: no metadata, no cropped-away margin, no trailing bytes.

A cleaned picture that is cleaned again gives the same bytes, so its SHA-256 names it for good.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps

from documents.docx.content import fitted
from documents.docx.errors import PictureRefused
from documents.docx.flow import Shown

MOST_PIXELS = 60_000_000
MOST_PIXELS_TOGETHER = 240_000_000
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
EMU_PER_MM, MM_PER_INCH, SCREEN_DPI = 36_000, 25.4, 96
QUALITY = 90
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_DEPTHS = {0: 1, 2: 3, 4: 2, 6: 4}  # colour type: bytes of a pixel at eight bits
_WHOLE = 100_000
_HEAD = struct.Struct(">IIBBBBB")
_LENGTH = struct.Struct(">I")
_EIGHT = 8
# JPEG segments that hold the picture itself: tables, frame, scan; and JFIF's head.
_JPEG_KEPT = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0})
_SCAN, _END, _JFIF_SIZE = 0xDA, 0xD9, 16


def sha256(data: bytes) -> str:
    """Return the name of a cleaned picture."""
    return hashlib.sha256(data).hexdigest()


def cleaned(data: bytes, shown: Shown) -> bytes | None:
    """Return the visible part of a picture as a bare PNG or JPEG; None for a format that cannot be read.

    :raises PictureRefused: it has more pixels than any document needs.
    """
    plain = shown.crop == (0, 0, 0, 0) and not shown.quarter_turns
    if plain and is_clean(data):
        return data
    image = _opened(data)
    if image is None:
        return None
    kind = image.format
    try:
        return _written(_turned(_cropped(ImageOps.exif_transpose(image), shown), shown), kind)
    except Exception:  # noqa: BLE001 - Pillow raises anything for a damaged picture
        return None


def is_png(data: bytes) -> bool:
    """Test if the bytes begin as a PNG."""
    return data.startswith(_PNG)


def pixels(data: bytes) -> int:
    """Return the number of pixels of a picture, 0 when it cannot be read."""
    image = _opened(data)
    return image.width * image.height if image is not None else 0


def metadata(data: bytes) -> frozenset[str]:
    """Return the names of what a picture tells besides its pixels, as Pillow calls it."""
    image = _opened(data)
    if image is None:
        return frozenset()
    exif = {"exif"} if "exif" in image.info or image.getexif() else set()
    texts = set(getattr(image, "text", {}))
    return frozenset({*map(str, image.info), *texts, *exif})


def goes_on(data: bytes) -> bool:
    """Test if a PNG or JPEG goes on after its end, where no program shows anything."""
    if data.startswith(_PNG):
        return data.find(b"IEND") + 8 < len(data.rstrip(b"\0"))
    return data.startswith(_JPEG) and not data.rstrip(b"\0").endswith(b"\xff\xd9")


def _opened(data: bytes) -> Image.Image | None:
    try:
        image: Image.Image = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise PictureRefused from None
    except Exception:  # noqa: BLE001 - Pillow raises anything for a damaged picture
        return None
    if image.width * image.height > MOST_PIXELS:
        raise PictureRefused
    return image


def _cropped(image: Image.Image, shown: Shown) -> Image.Image:
    left, top, right, bottom = shown.crop
    width, height = image.size
    box = (
        width * left // _WHOLE,
        height * top // _WHOLE,
        width - width * right // _WHOLE,
        height - height * bottom // _WHOLE,
    )
    return image if box == (0, 0, width, height) else image.crop(box)


def _turned(image: Image.Image, shown: Shown) -> Image.Image:
    turns = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
    turn = turns[shown.quarter_turns]
    return image if turn is None else image.transpose(turn)


def _written(image: Image.Image, kind: str | None) -> bytes:
    made = BytesIO()
    if kind == "JPEG":
        bare = image.convert("L" if image.mode == "L" else "RGB")
        _without_info(bare).save(made, "JPEG", quality=QUALITY)
    else:
        see_through = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
        bare = image.convert("RGBA" if see_through else "L" if image.mode in ("L", "1") else "RGB")
        _without_info(bare).save(made, "PNG")
    return made.getvalue()


def _without_info(image: Image.Image) -> Image.Image:
    image.info = {}
    return image


def is_clean(data: bytes) -> bool:
    """Test if the bytes are a PNG or JPEG of ours: nothing in them but the pixels."""
    try:
        if data.startswith(_PNG):
            return _is_clean_png(data)
        return data.startswith(_JPEG) and _is_clean_jpeg(data)
    except (struct.error, zlib.error, IndexError, ValueError):
        return False


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at < len(data):
        (length,) = _LENGTH.unpack_from(data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (check,) = _LENGTH.unpack_from(data, at + 8 + length)
        if check != zlib.crc32(kind + body):
            raise ValueError
        yield kind, body
        at += 12 + length


def _is_clean_png(data: bytes) -> bool:
    chunks = list(_chunks(data))
    if [kind for kind, _ in chunks if kind != b"IDAT"] != [b"IHDR", b"IEND"] or chunks[-1][1]:
        return False
    width, height, depth, colour, *methods = _HEAD.unpack(chunks[0][1])
    if depth != _EIGHT or colour not in _DEPTHS or any(methods) or width * height > MOST_PIXELS:
        return False
    expected = height * (1 + width * _DEPTHS[colour])
    stream = zlib.decompressobj()
    packed = b"".join(body for kind, body in chunks if kind == b"IDAT")
    unpacked = stream.decompress(packed, expected + 1)
    return len(unpacked) == expected and stream.eof and not stream.unused_data


def _is_clean_jpeg(data: bytes) -> bool:
    at = 2
    while data[at] == 0xFF and data[at + 1] in _JPEG_KEPT:  # noqa: PLR2004 - the byte that begins a marker
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] == 0xE0 and length != _JFIF_SIZE:  # noqa: PLR2004 - JFIF's head, without a thumbnail
            return False
        if data[at + 1] == _SCAN:
            return _scan_ends_file(data, at + 2 + length)
        at += 2 + length
    return False


def _scan_ends_file(data: bytes, at: int) -> bool:
    """Test that the only marker after the scan begins is the end of the picture, at the end of the file."""
    while (at := data.find(b"\xff", at)) != -1:
        following = data[at + 1]
        if following == _END:
            return at + 2 == len(data) and _decodes(data)
        if following != 0 and not 0xD0 <= following <= 0xD7:  # noqa: PLR2004 - restart markers
            return False
        at += 2
    return False


def _decodes(data: bytes) -> bool:
    image = _opened(data)
    try:
        return image is not None and image.load() is not None
    except Exception:  # noqa: BLE001 - Pillow raises anything for a damaged picture
        return False


def printed_mm(data: bytes, shown: Shown) -> tuple[int, int]:
    """Return the size in millimetres at which the file prints the picture, within the type area."""
    width, height = shown.width // EMU_PER_MM, shown.height // EMU_PER_MM
    if shown.quarter_turns % 2:
        width, height = height, width
    if not (width and height):
        image = _opened(data)
        across, down = image.size if image is not None else (1, 1)
        width, height = int(across * MM_PER_INCH / SCREEN_DPI), int(down * MM_PER_INCH / SCREEN_DPI)
    return fitted(width, height)
