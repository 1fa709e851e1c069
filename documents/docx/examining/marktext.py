"""What a 密级 mark looks like in one line of text, in a row of a form, in a property, in a file name."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from documents.docx.text import bare

_OLD_FORMS = str.maketrans("絕機祕級長當啟啓", "绝机秘级长当启启")
_SIGNS = (*range(0x600, 0x700), *range(0x2000, 0x2C00), *range(0x1F300, 0x1FB00))


def _named(word: str, but: str = "-") -> str:
    """Return the characters outside the alphabets whose Unicode name bears the word."""
    names = ((chr(code), unicodedata.name(chr(code), "")) for code in _SIGNS)
    return "".join(each for each, name in names if word in name.split() and but not in name.split())


_LEVEL = "(?:绝密|机密|秘密)"
_SPREAD = r"[绝机秘][·.,、\-—_/|~]{0,2}密"
_STAR = f"[{_named('STAR', but='EQUALS')}]"
_ASTERISK = f"[*﹡※{_named('ASTERISK')}]"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_SPAN = rf"(?:保密期限)?:?(?:{_NUMBER}(?:年|个月|月|天|日)|长期|启用前|解密|\d{{4}}[年.\-/])"
_GRADE = "(?:密级|保密等级|保密级别|涉密等级|涉密级别|秘密等级|定密级别|定密等级)(?:标识|标志|标注)?"
_LABEL = rf"{_GRADE}(?:[和及与/、]?\(?(?:保密)?期限\)?)?"
_SIGN = r"[:=\]】)}\-—]"
_OPEN, _CLOSE = r"[\[【(〔<《『「〖{“\"]", r"[\]】)〕>》』」〗}”\"]"
_BRACKET, _CLOSED = r"[\[【(〔<〖{]", r"[\]】)〕>〗}]"
_TICK, _BOX = "[☑☒✓✔√■◼●]", "[□☐○◯☑☒✓✔√■◼●]"
_LISTED = "、,/或和及级为与以□☐○◯☑☒✓✔√"
_HASTE = "(?:紧急程度:?)?(?:特急|加急|特提|平急|急件)"
_ASKING = "(?:注意保存|注意保密|妥善保管|严禁(?:复印|外传|翻印|摘抄))"
_OTHER = "(?:工作秘密|商业秘密|内部|敏感)(?:文件|材料|资料|事项|信息)?级?"

_STARRED = re.compile(f"{_SPREAD}级?{_STAR}|{_STAR}{_LEVEL}(?![一-鿿])")
_ASTERISKED = re.compile(f"(?<![一-鿿]){_SPREAD}级?{_ASTERISK}|{_SPREAD}级?{_ASTERISK}+{_SPAN}")
_NAMED = re.compile(f"{_LABEL}(?:{_SIGN}+{_OPEN}?|{_OPEN}){_LEVEL}级?(?![{_LISTED}])")
_CHOICE = re.compile(f"{_LABEL}{_SIGN}?(?P<choices>.*)")
_ALONE = re.compile(
    rf"(?:份号:?)?(?:No\.?\d+|\d{{6}})?(?:{_HASTE}[·.、,/]?)?(?:{_LABEL}(?:{_SIGN}+|[是为/])?|内部)?"
    rf"{_OPEN}?{_SPREAD}级?(?:件|文件|材料|资料)?{_CLOSE}?[·.。、,/|:\-—_▲△◆◇●○■□!~]*\(?(?:{_SPAN})?"
    rf"(?:[·.、,/]?(?:{_HASTE}|{_ASKING})(?:{_STAR}{_SPAN})?)?[^一-鿿]{{0,8}}"
)
_AT_END = re.compile(rf"(?<!秘密){_BRACKET}{_LEVEL}级?(?:{_SPAN})?{_CLOSED}$")
_MISUSED = re.compile(rf"(?<![一-鿿]){_OTHER}{_STAR}(?:{_SPAN}|[^一-鿿]{{0,8}}$)|{_LABEL}{_SIGN}+{_OTHER}{_STAR}")
_BETWEEN = re.compile(r"[^\w“”‘’\"'《》「」『』]+|_")
_NO_LEVELS = re.compile(rf"(?:国家|商业|工作|保守|保护)(?:秘密|机密)(?:{_BRACKET}{_LEVEL}级?{_CLOSED})?")
_LONGEST_ALONE, _LETTER = 30, 2


def plain(text: str) -> str:
    """Return the text for comparing: compatible forms one, old forms new, no white space."""
    return bare(unicodedata.normalize("NFKC", text.replace("㊙", "秘密★"))).translate(_OLD_FORMS)


def has_mark(text: str) -> bool:
    """Test if a text typed into a form bears a mark in one of its lines, or is one."""
    lines = [plain(line) for line in text.splitlines()]
    return any(map(in_line, lines)) or stands_alone(lines)


def is_misused_in(text: str) -> bool:
    """Test if a text typed into a form puts the star of state secrets on something else (R13)."""
    return any(is_misused(plain(line)) for line in text.splitlines())


def in_line(line: str) -> bool:
    """Test if a plain line bears a mark wherever it stands."""
    if is_misused(line):
        return True
    if "密" not in line:
        return False
    return bool(_STARRED.search(line) or _ASTERISKED.search(line) or _NAMED.search(line)) or _ticked(line)


def is_misused(line: str) -> bool:
    """Test if a plain line puts the star of state secrets on something else: 内部★, 工作秘密★ (R13)."""
    return bool(_MISUSED.search(line))


def is_starred(text: str) -> bool:
    """Test if raw text of any kind holds a level with a star."""
    return bool(_STARRED.search(text.translate(_OLD_FORMS)))


def _ticked(line: str) -> bool:
    """Test if a form's choice of levels has one of them ticked, the boxes before or after the words."""
    found = _CHOICE.search(line)
    choices = found["choices"] if found else ""
    box, level = re.search(_BOX, choices), re.search(_LEVEL, choices)
    if not (box and level):
        return False
    before = box.start() < level.start()
    return bool(re.search(f"{_TICK}\\(?{_LEVEL}" if before else f"{_LEVEL}\\(?{_TICK}", choices))


def stands_alone(lines: Iterable[str]) -> bool:
    """Test if a plain line is nothing but a mark; letters set one below the other count as one line."""
    letters = ""
    for line in lines:
        if "密" in line and (_alone(line) or _AT_END.search(line)):
            return True
        letters = letters + line if len(line) <= _LETTER else ""
        if _alone(letters):
            return True
    return False


def _alone(line: str) -> bool:
    return "密" in line and len(line) <= _LONGEST_ALONE and bool(_ALONE.fullmatch(line))


def _names_one_level(text: str) -> bool:
    """Test if a name is about one level: several are words on secrecy, as 国家秘密 is."""
    return len(set(re.findall(_LEVEL, _NO_LEVELS.sub("", text)))) == 1


def in_row(cells: Sequence[str]) -> bool:
    """Test a form's row 密级 | 秘密 of plain cells: exactly one level stands beside the label."""
    for at, cell in enumerate(cells):
        if re.fullmatch(f"{_LABEL}:?", cell):
            levels = [each for each in cells[at + 1 :] if re.fullmatch(f"{_LEVEL}级?", each)]
            if len(levels) == 1:
                return True
    return any(in_line("".join(cells[at : at + 2])) for at in range(len(cells)))


def in_property(value: str) -> bool:
    """Test if a property, an attribute or a hidden value bears a mark or is one."""
    line = plain(value)
    return in_line(line) or _alone(line) or bool(_AT_END.search(line))


def in_name(filename: str) -> bool:
    """Test if a file name bears a mark: like a line, or as a part set off by spaces, signs or brackets."""
    name = PurePath(filename.replace("\\", "/")).name
    stem = name.rpartition(".")[0] or name
    text = unicodedata.normalize("NFKC", stem.replace("㊙", "秘密★")).translate(_OLD_FORMS)
    if in_line(plain(stem)):
        return True
    closed = re.sub(r"(?<=[绝机秘])[^\w]*(?=密)", "", text)
    return _names_one_level(closed) and any(_alone(part) for part in (plain(stem), *_BETWEEN.split(closed)))
