"""Characters of symbol fonts (w:sym) as the Unicode characters that look the same."""

_GETA = "〓"  # the mark that Chinese typesetting puts for a character it does not have
_WINGDINGS = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x74: "◆", 0x75: "◆", 0x76: "❖",
    0xA0: "·", 0xA1: "○", 0xA3: "○", 0xA4: "◎", 0xA7: "■", 0xA8: "□", 0xAB: "★", 0xB7: "•", 0xD8: "➢",
    0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x98: "•", 0xA3: "□"}
_SYMBOL = {
    0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x77: "ω",
    0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→",
    0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
    0xD6: "√", 0xE5: "∑",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE, _PRIVATE_END, _LAST = 0xF000, 0xF0FF, 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def symbol(font: str, code: str) -> str:
    """Return the character of a symbol font by its hexadecimal code; 〓 when none looks like it."""
    try:
        number = int(code[:8], 16)
    except ValueError:
        return _GETA
    if table := _FONTS.get(font.lower()):
        return table.get(number & 0xFF, _GETA)
    if _PRIVATE <= number <= _PRIVATE_END or number > _LAST or number in _SURROGATES:
        return _GETA
    return chr(number)
