"""A document as plain data for JSON, and back again without loss."""

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from samverkan.typeset.blocks import BLOCKS, Block, Column, Run, Table, Text
from samverkan.typeset.document import Document, Meta

Data = dict[str, Any]


def to_data(document: Document) -> Data:
    """Dicts, lists, strings and numbers only; every block carries its `kind`."""
    data: Data = _plain(document)
    return data


def from_data(data: Data) -> Document:
    """The document `to_data` was given. KeyError or TypeError when the data are not of this shape."""
    meta = dict(data["meta"])
    meta["created"] = datetime.fromisoformat(meta["created"])
    meta["keywords"] = tuple(meta["keywords"])
    blocks = tuple(_block(block) for block in data["blocks"])
    return Document(data["title"], Meta(**meta), blocks, data["subtitle"], data["language"])


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        kind = getattr(value, "kind", None)
        named = {"kind": kind} if isinstance(kind, str) else {}
        return named | {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, datetime) else value


def _block(data: Data) -> Block:
    values = {name: value for name, value in data.items() if name != "kind"}
    match data["kind"]:
        case "paragraph" | "note":
            values["text"] = _text(values["text"])
        case "bullet_list":
            values["items"] = tuple(_text(item) for item in values["items"])
        case "facts":
            values["items"] = tuple((key, value) for key, value in values["items"])
        case "table":
            return _table(values)
        case "figure" if values["data"] is not None:
            values["data"] = _table(values["data"])
    return BLOCKS[data["kind"]](**values)


def _table(data: Data) -> Table:
    columns = tuple(Column(**column) for column in data["columns"])
    return Table(data["caption"], columns, tuple(tuple(row) for row in data["rows"]), data["note"])


def _text(text: Any) -> Text:
    return text if isinstance(text, str) else tuple(Run(**run) for run in text)
