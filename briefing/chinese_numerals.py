"""Chinese numerals read and written: what their characters are worth, 五千五百 → 5500, 12 → 十二."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: d for d, row in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for c in row}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
# The characters of a Chinese numeral, and those of its digits.
CHINESE_DIGITS = "".join(DIGITS)
CHINESE_CHARACTERS = CHINESE_DIGITS + "".join(TENS) + "".join(MYRIADS)
# Full-width digits as plain ones, without and with the signs that stand in numbers.
NARROW_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
NARROW = NARROW_DIGITS | str.maketrans("．，％‐－", ".,%--")
# The digits of a year that is written out (二〇二三) as plain ones.
WRITTEN_OUT = str.maketrans({c: str(d) for c, d in (DIGITS | {"○": 0}).items() if c != "两"})
_WRITTEN = "零一二三四五六七八九"


def written(number: int) -> str:
    """A whole number below 100 in Chinese: 1 → 一, 12 → 十二, 23 → 二十三."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _WRITTEN[ones]
    return ("" if tens == 1 else _WRITTEN[tens]) + "十" + (_WRITTEN[ones] if ones else "")


def read_count(text: str) -> int:
    """A small number in digits or in Chinese: 12, 十一, 两; of two side by side the larger (三五年: five at most)."""
    if text.isdigit():
        return int(text)
    value = read_chinese(text)
    return int(read_chinese(text[-1]) or 0) if value is None else int(value)


def read_chinese(text: str) -> Decimal | None:
    """The value of a Chinese numeral (五千五百 → 5500, 二〇二一 → 2021, 二点五 → 2.5); None where it is malformed."""
    whole, point, fraction = text.partition("点")
    value = _read_chinese_integer(whole)
    if value is None or not point:
        return None if value is None else Decimal(value)
    scale = 1
    while fraction and fraction[-1] in MYRIADS:
        scale *= MYRIADS[fraction[-1]]
        fraction = fraction[:-1]
    if not fraction or any(c not in DIGITS for c in fraction):
        return None
    return (value + Decimal("0." + "".join(str(DIGITS[c]) for c in fraction))) * scale


def _read_chinese_integer(text: str) -> int | None:
    """Positional reading: digits make sections, 万 and 亿 scale sections; a bare 百 or 万 is one of it."""
    if not text:
        return None
    if all(c in DIGITS for c in text):
        # 二〇二一 is written digit by digit; 三四 side by side is no number but "three or four"
        return int("".join(str(DIGITS[c]) for c in text)) if len(text) == 1 or len(text) >= 4 else None
    total, section, digit, last = 0, 0, None, 0
    for position, character in enumerate(text):
        if character in DIGITS:
            if digit:
                return None
            digit = DIGITS[character]
        elif character in TENS:
            unit = TENS[character]
            if last and unit >= last:
                return None
            section += unit * (1 if digit is None else digit)
            digit, last = None, unit
        elif character in MYRIADS:
            section += digit or 0
            scale = MYRIADS[character]
            if position == 0 or (section == 0 and total == 0):
                section = 1
            if scale == 10**8 or (total and section == 0):
                total = (total + section) * scale
            else:
                total += section * scale
            section, digit, last = 0, None, 0
        else:
            return None
    if digit:
        section += digit * _trailing_place(text, last)
    return total + section


def _trailing_place(text: str, last: int) -> int:
    """What a final digit is worth: 三百五 is 350, 二万三 is 23000, 三百零五 is 305."""
    if len(text) < 2 or text[-2] in DIGITS:
        return 1
    before = text[-2]
    if before in MYRIADS:
        return MYRIADS[before] // 10
    return max(1, last // 10)
