"""Letters: templates that ask for their fields, letters filled from a case, and pages to read and print."""

from putright.letters.beside import room_of, shelf_for
from putright.letters.checking import letter_problems
from putright.letters.fields import FIELDS, Field
from putright.letters.filling import Letter, fill
from putright.letters.holding import lacking
from putright.letters.pdf import PdfError, has_pdf, to_pdf
from putright.letters.rendering import page_of, to_html, to_text
from putright.letters.sample import preview
from putright.letters.templates import Shelf

__all__ = [
    "FIELDS",
    "Field",
    "Letter",
    "PdfError",
    "Shelf",
    "fill",
    "has_pdf",
    "lacking",
    "letter_problems",
    "page_of",
    "preview",
    "room_of",
    "shelf_for",
    "to_html",
    "to_pdf",
    "to_text",
]
