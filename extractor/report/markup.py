"""HTML that cannot be broken by what is put into it: text is escaped unless it was made here."""

from __future__ import annotations

from html import escape


class Markup(str):
    """HTML made by ``tag``, ``joined`` or a chart."""

    __slots__ = ()


_VOID = {"meta", "wbr"}
Child = str | Markup | None


def text(child: Child) -> str:
    """What a child becomes: markup as it is, text escaped, None nothing."""
    if child is None:
        return ""
    return str(child) if isinstance(child, Markup) else escape(child)


def joined(*children: Child) -> Markup:
    """Children one after the other."""
    return Markup("".join(map(text, children)))


def tag(name: str, /, *children: Child, **attributes: str | None) -> Markup:
    """An element. ``class_`` is written class, ``aria_label`` aria-label; an attribute of None is left
    out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{joined(*children)}</{name}>")
