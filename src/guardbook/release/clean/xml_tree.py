"""Parses the XML that a clean copy is made of: no comments, no notes to programs, no definitions, no entities."""

import re
from typing import Any

from lxml import etree

from guardbook.readers.xml import open_xml
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.letters import shaped

_PROLOGUE = re.compile(r"\ufeff?\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!ENTITY(?:[^>]*[&%]|[^>]{1000})")
"""An entity that refers to another, or that would multiply much."""


def parse_xml(job: Job, most: int) -> Any:
    """Return the root of a document of up to `most` characters.

    Raises `Refused` for a larger one, for one that is not well-formed, and where entities or defaults of attributes
    that the document itself defines are part of its text.
    """
    with open_xml(job.source) as stream:
        text = stream.read(most + 1)
    if len(text) > most:
        raise Refused(f"it is larger than {most:,} characters")
    job.reading.spend(len(text))
    if "<!ENTITY" in text and _ENTITY.search(text):
        raise Refused("it defines entities by other entities, or long ones")
    if "<!ATTLIST" in text:
        raise Refused("it defines attributes, which its elements may have unsaid")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )
    try:
        root = etree.fromstring(_PROLOGUE.sub("", text, count=1).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused("it is not well-formed XML") from None
    if any(True for _ in root.iter(etree.Entity)):
        raise Refused("its text refers to an entity that it defines itself")
    return root


def as_bytes(root: Any) -> bytes:
    """Return a tree as an XML document in UTF-8, without namespaces that nothing in it uses."""
    for element in root.iter(etree.Element):
        element.text, element.tail = shaped(element.text or "") or None, shaped(element.tail or "") or None
        for name, value in element.items():
            element.set(name, shaped(value))
    kinds = (value.partition(":")[0] for element in root.iter() for name, value in element.items() if "}type" in name)
    etree.cleanup_namespaces(root, keep_ns_prefixes=sorted({kind for kind in kinds if kind}))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", with_tail=False)) + b"\n"
