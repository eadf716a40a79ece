"""What the words around a date say: its role, whether its clause plans ahead, compares, or says about."""

from __future__ import annotations

import re

from extractor.records import DateRole, Granularity

_BEFORE, _AFTER = 10, 16
_SINCE_AFTER = re.compile("(?:份|期间)?(?:以来|来(?=[，,])|起(?![点来步伏草])|开始|始(?=[，,]))")
_SINCE_BEFORE = re.compile("(?:自|从|自从)$")
_AS_OF = re.compile("(?:截至|截止|截止到|截至到|截止至)(?:今年|去年)?$")
_UP_TO = re.compile("(?:至|到|直到|直至)$")
_LATEST = re.compile("(?:最迟|最晚|不迟于|不晚于|务于|请于|须于|应于)(?:于|在)?$")
_UNTIL = re.compile(
    "[日底]?(?:以前|之前|前(?![后夕往来去期列沿身几]|[一二两三四五六七八九十0-9]{1,2}[天个])|止|为止|截止)"
)
_LATER = re.compile("(?:过?后(?!勤|续|来|备|者|期|[一二三四五六七八九十0-9])|以后|之后)")
_DURING = re.compile("期间|时期|全年|中(?=[，,])")
_DEMAND_BEFORE = re.compile(
    "请|务必|必须|须|应当|应于|应在|要在|要于|各[^，。]{0,12}(?:于|在)$|争取|力争|确保|限"
)
_DEMAND_AFTER = re.compile(
    "(?:以|之)?前[^，。；]{0,14}(?:报[送至到名给齐经]|上报|完成|交[至到]|缴|送[交达至到]|返回|反馈|联系|办理|把|将)|截止"
)
_PLAN = re.compile(
    "将(?![近军士领])|拟(?!定了)|定于|计划于|计划在|预计|力争|争取|请于|请在|务必|务于|届时|打算|准备|确保|"
    "承诺|答应|保证在?|责成|必须|须[在于]|应[在于]|要[在于]|即将|定在"
)
_CLAUSE = re.compile("[，。；！？\n]")
_CLAUSE_END = re.compile("[。；！？\n]")
_COMPARED = re.compile("(?:比|较|与|超|高于|低于|多于|少于|相比|相当于)$")
_ABOUT = re.compile("前后|左右|上下")
_ABOUT_BEFORE = re.compile("(?:约|大约|大概)$")


def role_of(
    text: str,
    start: int,
    end: int,
    zone: tuple[int, int],
    *,
    granularity: Granularity,
    is_range: bool,
    future: bool,
) -> DateRole:
    """The role of the date ``text[start:end]`` in its zone, from the words beside it. ``future`` dates lie
    behind the anchor: 到年底 is then a goal and no count so far."""
    before, after = text[max(zone[0], start - _BEFORE) : start], text[end : min(zone[1], end + _AFTER)]
    if _AS_OF.search(before):
        return "as_of"
    if is_range:
        return "during"
    if _LATEST.search(before):
        return "deadline"
    if after[:1] == "的" and granularity == "year":
        return "on"
    up_to = _UP_TO.search(before)
    if up_to and not future and (after[:1] in ("，", ",", "止") or granularity in ("day", "period")):
        return "as_of"
    if _UNTIL.match(after) or (granularity == "festival" and text[end - 1] == "前"):
        return "deadline" if _demanded(text, start, zone[0], after) else "until"
    if up_to:
        return "until"
    if granularity == "vague":
        return "since" if text[end - 1] == "来" else "on"
    if _SINCE_AFTER.match(after) or _SINCE_BEFORE.search(before):
        return "since"
    if granularity == "festival" and _LATER.match(after):
        return "since"
    if compared(text, start, zone[0]):
        return "on"
    if granularity in ("year", "quarter") or _DURING.match(after) or text[end - 2 : end] in ("期间", "半年"):
        return "during"
    return "on"


def _demanded(text: str, start: int, low: int, after: str) -> bool:
    """Whether something has to be done by then (请于 …前报送), other than merely being done."""
    clause = _CLAUSE.split(text[max(low, start - 3 * _BEFORE) : start])[-1]
    return bool(_DEMAND_BEFORE.search(clause) or _DEMAND_AFTER.match(after))


def planned(text: str, start: int, end: int, zone: tuple[int, int]) -> bool:
    """Whether the clauses around the date plan ahead (将, 拟, 定于, 请于 …前)."""
    left = _CLAUSE_END.split(text[max(zone[0], start - 30) : start])[-1].split("，")[-2:]
    right = _CLAUSE_END.split(text[end : min(zone[1], end + 24)], maxsplit=1)[0].split("，")[:2]
    return any(_PLAN.search(clause) for clause in (*left, *right))


def compared(text: str, start: int, low: int) -> bool:
    """Whether the date is only what something is compared with (比去年)."""
    return _COMPARED.search(text[max(low, start - 4) : start]) is not None


def approximate(text: str, start: int, end: int, zone: tuple[int, int]) -> bool:
    """Whether the date is said to be about right (前后, 左右, 约)."""
    around = text[max(zone[0], start - 3) : start], text[end : min(zone[1], end + 3)]
    return bool(_ABOUT_BEFORE.search(around[0]) or _ABOUT.match(around[1]))
