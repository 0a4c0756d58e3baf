"""JUnit: what came of stories in the XML that build servers read.

Writes text only; it judges nothing.
"""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree import ElementTree

from putright.stories.telling import Report

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""


def junit(report: Report) -> str:
    """A report as JUnit XML: a suite for each file, a case for each story; a file that cannot be used is an error."""
    root = ElementTree.Element("testsuites", name="putright")
    for file, results in groupby(report.results, key=lambda result: result.file.path):
        suite = ElementTree.SubElement(root, "testsuite", name=file.as_posix())
        found = list(results)
        for result in found:
            case = _case(suite, file.stem, result.story.title, file.as_posix(), result.story.place.line)
            for failure in result.failures:
                said = ElementTree.SubElement(case, "failure", type=failure.id, message=_sound(failure.what))
                said.text = _sound(str(failure))
        _count(suite, len(found), sum(bool(result.failures) for result in found), 0)
    if report.problems:
        suite = ElementTree.SubElement(root, "testsuite", name="files that cannot be used")
        for problem in report.problems:
            case = _case(suite, "files", str(problem.place), problem.place.file, problem.place.line)
            said = ElementTree.SubElement(case, "error", type=problem.id, message=_sound(problem.what))
            said.text = _sound(str(problem))
        _count(suite, len(report.problems), 0, len(report.problems))
    _count(root, len(report.results) + len(report.problems), len(report.failed), len(report.problems))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _case(suite: ElementTree.Element, group: str, name: str, file: str, line: int) -> ElementTree.Element:
    return ElementTree.SubElement(
        suite, "testcase", classname=_sound(group), name=_sound(name), file=_sound(file), line=str(line)
    )


def _count(element: ElementTree.Element, tests: int, failures: int, errors: int) -> None:
    element.attrib.update(tests=str(tests), failures=str(failures), errors=str(errors))


def _sound(text: str) -> str:
    return _NO_XML.sub("�", text)
