"""What PDF/A-3 and PDF/UA-1 ask beyond what WeasyPrint 70 writes: one file that declares both, scopes of headings.

PDF/A: ISO 19005-3, PDF/UA: ISO 14289-1. A declaration says what the file was made for; docs/pdf.md says what checks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

VARIANT = "pdf/a-3a"  # level A: tagged; part 3: with files inside
_END = b"</rdf:RDF>"
# PDF/UA's identification, and its description as an extension schema, which PDF/A asks of every schema it does not know
# (ISO 19005-3, 6.6.2.3.3). https://pdfa.org/resource/tn0008-predefined-xmp-properties-in-pdfa-1/
_IDENTIFICATION = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def conform(document: Any, pdf: Any) -> None:
    """Complete a PDF that WeasyPrint is about to write (its `finisher`: the rendered document and the pydyf file)."""
    del document
    _declare(pdf)
    for cell, group in _header_cells(pdf):
        cell["A"]["Scope"] = "/Column" if group == "/THead" else "/Row"


def _declare(pdf: Any) -> None:
    metadata = _object(pdf, pdf.catalog["Metadata"])
    metadata.stream = [part.replace(_END, _IDENTIFICATION + _END) for part in metadata.stream]


def _header_cells(pdf: Any) -> Iterator[tuple[Any, str]]:
    """Every header cell of the structure tree with the kind of the row group that it stands in."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH":
            row = _object(pdf, element["P"])
            yield element, _object(pdf, row["P"]).get("S", "")


def _object(pdf: Any, reference: bytes) -> Any:
    """The object of a reference like `b"12 0 R"`."""
    return pdf.objects[int(reference.split()[0])]
