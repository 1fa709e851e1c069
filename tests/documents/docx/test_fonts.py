"""Fonts that are not installed are named with what stands in for them; nothing is replaced in silence."""

from pathlib import Path

from documents.docx.libreoffice import fonts
from documents.docx.typesetting.sheet import FANG, FONTS, HEI, SONG


def given(monkeypatch, *families):
    monkeypatch.setattr(fonts, "_installed", lambda lister: frozenset(families))


def test_every_font_of_the_standard_is_named_where_none_is_installed(monkeypatch):
    given(monkeypatch)

    assert [each.font for each in fonts.missing()] == list(FONTS)
    assert all(font in fonts.sentence(fonts.missing()) for font in FONTS)


def test_nothing_is_said_where_all_are_installed(monkeypatch):
    given(monkeypatch, *FONTS)

    assert fonts.missing() == () and fonts.sentence(()) == ""


def test_a_font_under_its_english_name_is_the_same_font(monkeypatch):
    given(monkeypatch, "FangSong_GB2312", "SimHei")

    assert not {FANG, HEI} & {each.font for each in fonts.missing()}


def test_the_nearest_relative_stands_in_and_is_named(monkeypatch, tmp_path):
    given(monkeypatch, "FangSong", "Noto Serif CJK SC", "Noto Sans CJK SC")
    found = {each.font: each.stand_in for each in fonts.missing()}

    assert (found[FANG], found[SONG], found[HEI]) == ("FangSong", "Noto Serif CJK SC", "Noto Sans CJK SC")
    assert f"{FANG}（以 FangSong 代替）" in fonts.sentence(fonts.missing())
    written = Path(fonts.configuration(tmp_path)["FONTCONFIG_FILE"]).read_text(encoding="utf-8")
    assert f"<string>{FANG}</string>" in written and "<string>FangSong</string>" in written


def test_what_a_copy_remembers_reads_like_what_was_found(monkeypatch):
    given(monkeypatch, "FangSong")
    kept = [{"font": each.font, "stand_in": each.stand_in} for each in fonts.missing()]

    assert fonts.sentence(kept) == fonts.sentence(fonts.missing()) != ""
