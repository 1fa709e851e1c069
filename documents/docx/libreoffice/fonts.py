"""The fonts of the standard on this machine: which are not installed, and what a PDF shows in their place.

A PDF is set in what the machine has. What is not there is replaced by a stand-in of the same kind where one is
installed, and every replacement is named, so that nobody takes such a PDF for one in the fonts of the standard.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from documents.docx.typesetting.sheet import FANG, FONTS, HEI, KAI, PLAIN, SONG

_LONGEST_SECONDS = 20.0
# From the nearest relative of each font to any of its kind.
_STAND_INS = {
    SONG: ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "Noto Serif CJK SC Black", "Source Han Serif SC",
           "Noto Serif CJK SC", "FandolSong"),
    FANG: ("FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "FandolFang R", "FandolFang", "Noto Serif CJK SC"),
    KAI: ("KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "FandolKai", "AR PL UKai CN", "Noto Serif CJK SC"),
    HEI: ("SimHei", "FandolHei", "Source Han Sans SC", "WenQuanYi Zen Hei", "Noto Sans CJK SC"),
    PLAIN: ("SimSun", "STSong", "FandolSong", "Source Han Serif SC", "Noto Serif CJK SC"),
}  # fmt: skip
_SAME = {SONG: {"FZXiaoBiaoSong-B05S"}, FANG: {"FangSong_GB2312"}, KAI: {"KaiTi_GB2312"}, HEI: {"SimHei"},
         PLAIN: {"SimSun"}}  # fmt: skip  # the English names of the same fonts


@dataclass(frozen=True, slots=True)
class Missing:
    """A font of the standard that is not installed; `stand_in` is "" where nobody knows what takes its place."""

    font: str
    stand_in: str

    def __str__(self) -> str:
        return f"{self.font}（以 {self.stand_in} 代替）" if self.stand_in else self.font


def missing() -> tuple[Missing, ...]:
    """Return the fonts of the standard that are not installed here, each with its stand-in, in a fixed order."""
    families = _installed(shutil.which("fc-list"))
    absent = [font for font in FONTS if not families & {font, *_SAME[font]}]
    return tuple(Missing(font, _stand_in(font, families)) for font in absent)


def sentence(absent: tuple[Missing, ...] | list[Mapping[str, str]]) -> str:
    """Return what a person should know about the PDF, "" when it is set in the fonts of the standard."""
    named = [each if isinstance(each, Missing) else Missing(each["font"], each["stand_in"]) for each in absent]
    if not named:
        return ""
    return f"PDF 未用国标字体：制作的机器没有安装{'、'.join(map(str, named))}。正式印制请安装这些字体后重新排版。"


def _stand_in(font: str, families: frozenset[str]) -> str:
    return next((name for name in _STAND_INS[font] if name in families), "")


@cache
def _installed(lister: str | None) -> frozenset[str]:
    if lister is None:
        return frozenset()
    listed = subprocess.run(  # noqa: S603 - a fixed program, arguments without a shell
        [lister, ":", "family"], capture_output=True, text=True, timeout=_LONGEST_SECONDS, check=False
    )
    return frozenset(name.strip() for line in listed.stdout.splitlines() for name in line.split(","))


def configuration(folder: Path) -> dict[str, str]:
    """Write a fontconfig file into the folder that names the stand-ins; return the environment that uses it."""
    rules = "".join(_rule(each) for each in missing() if each.stand_in)
    system = os.environ.get("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    included = f'<include ignore_missing="yes">{escape(system)}</include><cachedir>{escape(str(folder))}</cachedir>'
    path = folder / "fonts.conf"
    path.write_text(f'<?xml version="1.0"?><fontconfig>{included}{rules}</fontconfig>', encoding="utf-8")
    return {"FONTCONFIG_FILE": str(path), "FC_LANG": "zh-cn"}


def _rule(each: Missing) -> str:
    test = f'<test name="family" qual="any"><string>{each.font}</string></test>'
    edit = f'<edit name="family" mode="assign" binding="same"><string>{escape(each.stand_in)}</string></edit>'
    return f'<match target="pattern">{test}{edit}</match>'
