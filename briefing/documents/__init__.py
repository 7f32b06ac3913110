"""Reads files into documents: text, structure and metadata, every character traceable into the file."""

from briefing.documents.document_reading import read_document, read_documents, read_text
from briefing.documents.folders import find_documents

__all__ = ["find_documents", "read_document", "read_documents", "read_text"]
