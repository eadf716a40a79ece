"""Who acts: the bodies among which the linker chooses the agents of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.facts.drafts import Draft
from extractor.facts.linking.options import Options, sign
from extractor.facts.skeleton import ORG, Element, orgs_of
from extractor.layers import Mention, OrgMention
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
    sources: Sequence[tuple[str, Sequence[OrgMention]]]


def agent_options(draft: Draft, scene: Scene) -> Options[list[OrgMention]]:
    """All that may act: what the rules say, what the context offers, each body of the sentence before or
    around the verb, and a phrase for many bodies."""
    options: Options[list[OrgMention]] = Options("agents", [], list(scene.rule), _key(scene.rule))
    for source, bodies in scene.sources:
        options.add(list(bodies), _key(bodies), source)
    _bodies_of_sentence(draft, options)
    _phrase(draft, options)
    for place, bodies in enumerate(options.values):
        _describe(draft, scene, options, place, bodies)
    return options


def _key(bodies: Iterable[OrgMention]) -> tuple[str, ...]:
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


def _offer(options: Options[list[OrgMention]], group: Iterable[Element], features: Iterable[str]) -> None:
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


def _describe(
    draft: Draft, scene: Scene, options: Options[list[OrgMention]], place: int, bodies: Sequence[OrgMention]
) -> None:
    sources = [source for source in options.sources(place) if " " not in source]
    for source in sources:
        options.describe(place, f"{source} if {scene.reading}", f"{source} for {draft.type}")
        if draft.piece.trigger is None:
            options.describe(place, f"{source} in item")
    kinds = "+".join(sorted({body.value.type for body in bodies})) or "nobody"
    options.describe(
        place,
        f"kind {kinds}",
        f"kind {kinds} for {draft.type}",
        f"size {min(len(bodies), 3)}",
        "sources " + "+".join(sorted(sources)),
    )
    if any(body.value.collective for body in bodies):
        options.describe(place, "many")
