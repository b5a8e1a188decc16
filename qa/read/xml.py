"""XML that comes from anywhere: no entity is expanded, no file or address opened, no depth without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DEPTH = 256
"""Elements that may stand in each other: libxml2's own limit."""


def parse_xml(data: bytes, uri: str, *, encoding: str | None = None) -> _Element:
    """The root of a document.

    Args:
        data: the document.
        uri: how an error names the file.
        encoding: what `data` is in, whatever it says of itself.

    Raises:
        ReadError: no well-formed XML, an entity is declared, or elements nest deeper than 256.
    """
    from lxml import etree

    if b"<!ENTITY" in data.replace(b"\x00", b""):
        raise ReadError("declares an entity, which is not read", path=uri)
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        line, what = fault.lineno or None, str(fault.msg or fault)
        if "depth" in what.lower():
            what = f"elements nest deeper than {MAX_DEPTH}"
            raise ReadError(what, path=uri, line=line) from fault
        what = what.partition("\n")[0].partition(", line")[0].strip()  # the parser quotes what follows
        raise ReadError(f"no XML: {what}", path=uri, line=line) from fault
    if root.getroottree().docinfo.internalDTD is not None and _declares(root):
        raise ReadError("declares an entity, which is not read", path=uri)
    return root


def _declares(root: _Element) -> bool:
    dtd = root.getroottree().docinfo.internalDTD
    return dtd is not None and next(iter(dtd.iterentities()), None) is not None


def local_name(element: _Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
