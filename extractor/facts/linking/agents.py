"""Who acts: the bodies among which the linker chooses the agents of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.facts.drafts import Draft
from extractor.facts.linking.options import KEPT, Group, Options, sign, together
from extractor.facts.skeleton import ORG, Element, orgs_of
from extractor.layers import Mention, OrgMention
from extractor.records import ActionType, OrgType
from extractor.values.model import OrgValue

_AT = frozenset("在到赴")
_JOINS = frozenset("、 和 与 会同 联合 及 同 ， 携手 配合 以及".split())
_MANY = re.compile(
    r"(?:^|[，,；;：:。、\ue000])"
    r"((?:各|有关|相关|全[市省县区州]|参赛|每个|本市|基层|\ue002)[^，,。；;：:\ue000-\ue004]{0,10}?"
    r"(?:地|单位|部门|企业|工会|分会|厂矿?|矿|院|校|县|区|市|镇|街道|乡|公司|科室|班组|车间|站|小组|机关))"
    r"(?![长级者员工会])"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the context of a draft offers, by source. ``reading`` tells what its own words say: "named",
    "people" or "open"."""

    reading: str
    rule: Sequence[OrgMention]
    sources: Iterable[tuple[Group, Sequence[OrgMention]]]


def agent_options(draft: Draft, scene: Scene) -> Options[list[OrgMention]]:
    """All that may act: what the rules say, what the context offers, each body of the sentence before or
    around the verb, and a phrase for many bodies."""
    options: Options[list[OrgMention]] = Options("agents", [], list(scene.rule), _key(scene.rule))
    for names, bodies in scene.sources:
        options.add(list(bodies), _key(bodies), *names)
    _bodies_of_sentence(draft, options)
    _phrase(draft, options)
    for offer, bodies in zip(options.offers, options.values, strict=True):
        plain = tuple([source for source in offer if " " not in source])
        item = draft.piece.trigger is None
        types = tuple(sorted({body.value.type for body in bodies}))
        options.describe(
            _by_source(plain, scene.reading, draft.type, item),
            _kinds(types, draft.type, min(len(bodies), 3)),
            together(plain),
            ("many",) if any(body.value.collective for body in bodies) else (),
        )
    return options


def _key(bodies: Sequence[OrgMention]) -> tuple[str, ...]:
    if len(bodies) == 1:
        return (bodies[0].value.name,)
    return tuple(sorted({body.value.name for body in bodies}))


def _bodies_of_sentence(draft: Draft, options: Options[list[OrgMention]]) -> None:
    text, piece = draft.skeleton.text, draft.piece
    pivot = piece.trigger.start if piece.trigger else piece.end
    group: list[Element] = []
    for element in draft.skeleton.elements:
        own = piece.start <= element.at < piece.end
        founded = draft.type == "establish" and element.at > pivot
        if element.mark != ORG or founded or not (own or element.at <= pivot):
            continue
        if text[max(0, element.at - 1) : element.at] in _AT and text.startswith("，", element.at + 1):
            group = []  # 在某公司，某工会…: where it is done
            continue
        side = "ahead" if element.at < pivot else "behind"
        features = (
            f"{'own' if own else 'earlier'} {side}",
            f"{side} after {sign(text[max(0, element.at - 1) : element.at])}",
            f"{side} then {sign(text[element.at + 1 : element.at + 2])}",
            f"gap {min((pivot - element.at) // 8, 5)}" if side == "ahead" else "gap behind",
        )
        _offer(options, [element], features)
        if group and text[group[-1].at + 1 : element.at] in _JOINS:
            group.append(element)
            _offer(options, group, (*features, "joined", f"joined {side}"))
        else:
            group = [element]


def _offer(options: Options[list[OrgMention]], group: Sequence[Element], features: Group) -> None:
    bodies = orgs_of(group)
    options.add(bodies, _key(bodies), *features)


def _phrase(draft: Draft, options: Options[list[OrgMention]]) -> None:
    """各地, 各分厂, 参赛单位: many bodies that no mention names."""
    piece, skeleton = draft.piece, draft.skeleton
    found = _MANY.search(skeleton.text, piece.start, piece.trigger.start if piece.trigger else piece.end)
    if found:
        start, end = skeleton.clean(*found.span(1))
        value = OrgValue(skeleton.norm[start:end], "other", collective=True)
        options.add([Mention(start, end, value, "facts.many")], (value.name,), "phrase")


@lru_cache(maxsize=KEPT)
def _by_source(sources: Group, reading: str, kind: ActionType, item: bool) -> Group:
    found: list[str] = []
    for source in sources:
        found += f"{source} if {reading}", f"{source} for {kind}"
        if item:
            found.append(f"{source} in item")
    return tuple(found)


@lru_cache(maxsize=KEPT)
def _kinds(types: tuple[OrgType, ...], kind: ActionType, size: int) -> Group:
    kinds = "+".join(types) or "nobody"
    return f"kind {kinds}", f"kind {kinds} for {kind}", f"size {size}"
