"""Reads files into documents: text, structure and metadata, every character traceable into the file."""

from briefing.documents.reading import find_documents, read_document, read_text

__all__ = ["find_documents", "read_document", "read_text"]
