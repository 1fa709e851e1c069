"""Values from the environment."""

import pytest

from config import env


def test_a_missing_value_without_default_is_named(monkeypatch):
    monkeypatch.delenv("MINGFA_ABSENT", raising=False)

    with pytest.raises(env.MissingSetting, match="MINGFA_ABSENT"):
        env.text("MINGFA_ABSENT")


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("Yes", True), ("ON", True), ("0", False), ("", False)])
def test_a_flag_is_on_only_for_a_word_of_consent(monkeypatch, value, expected):
    monkeypatch.setenv("MINGFA_FLAG", value)

    assert env.flag("MINGFA_FLAG", default=True) is expected


def test_words_are_trimmed_and_empty_ones_dropped(monkeypatch):
    monkeypatch.setenv("MINGFA_WORDS", " a.gov.cn, ,b.gov.cn,")

    assert env.words("MINGFA_WORDS") == ["a.gov.cn", "b.gov.cn"]


def test_a_secret_in_a_file_wins_over_one_in_the_environment(monkeypatch, tmp_path):
    path = tmp_path / "key"
    path.write_text("from the file\n", encoding="utf-8")
    monkeypatch.setenv("MINGFA_KEY", "from the environment")
    monkeypatch.setenv("MINGFA_KEY_FILE", str(path))

    assert env.secret("MINGFA_KEY") == "from the file"
