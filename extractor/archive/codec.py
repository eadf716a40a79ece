"""Records as Arrow values and back. The Arrow types follow from the models; no field is named here.

A record is a struct, a tuple a list, a span a struct of ``start`` and ``end``, which Parquet and every
engine can hold. All else stays what it is in JSON: decimals and dates are strings there, and so they are
here, to the character. A field is nullable where the contract allows null.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from extractor.errors import UsageError
from extractor.records import Span

try:
    import pyarrow as pa
except ImportError as error:
    raise UsageError("pyarrow is not installed", remedy="pip install 'jianbao[parquet]'") from error

__all__ = ["Codec", "codec", "pa"]

_SCALARS = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


@dataclass(frozen=True, slots=True)
class Codec:
    """How the values of one annotation stand in Arrow.

    ``pack`` turns a value into what ``pyarrow.array`` takes for ``type``; ``unpack`` turns what ``to_pylist``
    gives into what the model takes.
    """

    type: pa.DataType
    pack: Callable[[Any], Any]
    unpack: Callable[[Any], Any]
    nullable: bool = False


def codec(annotation: Any) -> Codec:
    """The codec of a type that stands in the contract. Raises TypeError for any other."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return codec(arguments[0])
    if origin in (Union, UnionType):
        return _optional(annotation)
    if annotation == Span:
        return _span()
    if origin is tuple and arguments[1:] == (Ellipsis,):
        return _list(codec(arguments[0]))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _struct(annotation)
    if origin is Literal:
        annotation = type(arguments[0])
    if annotation not in _SCALARS:
        raise TypeError(f"{annotation} has no Arrow type")
    return Codec(_SCALARS[annotation], _same, _same)


def _field(name: str, of: Codec) -> pa.Field:
    return pa.field(name, of.type, nullable=of.nullable)


def _same(value: Any) -> Any:
    return value


def _optional(annotation: Any) -> Codec:
    (some,) = (codec(one) for one in get_args(annotation) if one is not NoneType)
    pack, unpack = some.pack, some.unpack
    if pack is _same:
        return Codec(some.type, _same, _same, nullable=True)
    return Codec(
        some.type,
        lambda value: None if value is None else pack(value),
        lambda value: None if value is None else unpack(value),
        nullable=True,
    )


def _span() -> Codec:
    ends = [pa.field(name, pa.int64(), nullable=False) for name in ("start", "end")]
    return Codec(
        pa.struct(ends),
        lambda span: {"start": span[0], "end": span[1]},
        lambda value: (value["start"], value["end"]),
    )


def _list(item: Codec) -> Codec:
    pack, unpack = item.pack, item.unpack
    return Codec(
        pa.list_(_field("item", item)),
        lambda values: [pack(value) for value in values],
        lambda values: tuple(unpack(value) for value in values),
    )


def _struct(model: type[BaseModel]) -> Codec:
    parts = {name: codec(info.annotation) for name, info in model.model_fields.items()}
    return Codec(
        pa.struct([_field(name, part) for name, part in parts.items()]),
        lambda record: {name: part.pack(getattr(record, name)) for name, part in parts.items()},
        lambda value: {name: part.unpack(value[name]) for name, part in parts.items()},
    )
