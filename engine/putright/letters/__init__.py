"""Letters: templates that ask for their fields, letters filled from a case, and pages to read and print."""

from putright.letters.approvals import approval_problems, approve
from putright.letters.beside import room_of, shelf_for
from putright.letters.checking import letter_problems
from putright.letters.fields import FIELDS, Field
from putright.letters.filling import Letter, fill
from putright.letters.holding import lacking
from putright.letters.needs import Needs
from putright.letters.pack import Sheet, pack
from putright.letters.pack_page import pack_page
from putright.letters.pdf import PdfError, has_pdf, to_pdf
from putright.letters.readability import Readability, readability
from putright.letters.rendering import as_text, page_of, to_html, to_text
from putright.letters.sample import preview
from putright.letters.shelf import Shelf
from putright.letters.standing import Standing, where_used
from putright.letters.style import style_in_words, style_problems

__all__ = [
    "FIELDS",
    "Field",
    "Letter",
    "Needs",
    "PdfError",
    "Readability",
    "Sheet",
    "Shelf",
    "Standing",
    "approval_problems",
    "approve",
    "as_text",
    "fill",
    "has_pdf",
    "lacking",
    "letter_problems",
    "pack",
    "pack_page",
    "page_of",
    "preview",
    "readability",
    "room_of",
    "shelf_for",
    "style_in_words",
    "style_problems",
    "to_html",
    "to_pdf",
    "to_text",
    "where_used",
]
