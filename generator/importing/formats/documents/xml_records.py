"""XML of data bases and archives, as exports have it -> objects as JSON has them, for ``json_records`` to find the records in.

An element with elements in it is an object, any other its text; elements of one name are a list. No document type and no entity
is read.
"""

import re
from typing import Any
from xml.etree import ElementTree as ET

from generator.importing.formats.documents.office import DocumentError, unescaped, xml_tree

LONGEST = 64 << 20
_DEEPEST = 60
_START = re.compile(r"\A\ufeff?\s{0,200}<(?:\?xml\b|[A-Za-z_])")
_NAMESPACE = re.compile(r"\A\{[^}]{0,300}\}")
_PAGE = re.compile(
    r"<(?:!doctype html|html)\b|\A\s*<(?:head|body|div|p|pre|code|table|span|a|b|i|h\d|center|font|br|hr)\b",
    re.IGNORECASE,
)


def is_xml(head: bytes) -> bool:
    """Say whether the beginning of a file is that of XML and of no page of the Web."""
    text = head.decode("utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
    return _START.match(text) is not None and ("<?xml" in text[:400] or "</" in text) and not _PAGE.search(text[:2000])


def read_xml(data: bytes) -> dict[str, Any]:
    """Return the root of XML as an object.

    Raises:
        DocumentError: it is no XML, has a document type or entities, or lies too deep.
    """
    root = xml_tree(data)
    return {_name(root): _value(root, 0)}


def _value(element: ET.Element, depth: int) -> Any:  # noqa: ANN401  whatever XML has
    """Return an element as a text, or as an object of its attributes and elements."""
    if depth > _DEEPEST:
        message = "its elements lie too deep in one another"
        raise DocumentError(message)
    named = element.get("name") if len(element.attrib) == 1 and not len(element) else None
    if not len(element) and (not element.attrib or named):
        return element.text or ""
    found: dict[str, Any] = {_plain(name): value for name, value in element.attrib.items()}
    text = element.text or ""
    for one in element:
        name, value = _name(one), _value(one, depth + 1)
        if name not in found:
            found[name] = value
        elif isinstance(found[name], list):
            found[name].append(value)
        else:
            found[name] = [found[name], value]
        text += one.tail or ""
    if text.strip():
        found["text" if "text" not in found else "text besides"] = text
    return found


def _name(element: ET.Element) -> str:
    """Return the name of an element; of ``<field name="date">`` it is the attribute."""
    named = element.get("name")
    return named if named and len(element.attrib) == 1 and not len(element) else _plain(element.tag)


def _plain(name: str) -> str:
    """Return a name without its namespace; signs that no name can have are written by their numbers: ``Draft_x0020_Date``."""
    return unescaped(_NAMESPACE.sub("", str(name)))
