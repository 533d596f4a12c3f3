"""What the rest of the workbook must be told when formulas or their stored values have gone."""

from engine.writer.patch.archive import Archive, part_name
from engine.writer.patch.markup import Splice, prefix, splice, tag_at, with_attribute
from engine.writer.patch.package import CONTENT_TYPES, Element, Package, elements, xml_part

BEFORE_CALC_PR = {
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
}  # fmt: skip
"""What stands before the calculation settings in a workbook part."""


def with_full_calculation(workbook: bytes, part: str) -> bytes:
    """The workbook part with ``fullCalcOnLoad``: Excel computes every formula when it opens the file."""
    root, *rest = elements(workbook, part)
    children = [found for found in rest if found.depth == 1]
    settings = next((found for found in children if found.name == "calcPr"), None)
    if settings is not None:
        tag = tag_at(workbook, settings.start)
        new = with_attribute(tag, b"fullCalcOnLoad", "1")
        return splice(workbook, [Splice(settings.start, settings.start + len(tag), new)])
    place = max(found.end for found in children if found.name in BEFORE_CALC_PR)
    new = b'<%scalcPr fullCalcOnLoad="1"/>' % prefix(tag_at(workbook, root.start))
    return splice(workbook, [Splice(place, place, new)])


def chain_parts(archive: Archive, package: Package) -> frozenset[str]:
    """The calculation chain's part; it names cells that no longer hold a formula, and Excel makes a new one."""
    return frozenset(
        relation.target
        for relation in package.relations
        if relation.kind == "calcChain" and relation.target in archive.entries
    )


def without_chain(archive: Archive, package: Package) -> dict[str, bytes]:
    """The parts that mention the calculation chain, without the mention; empty when there is no chain."""
    places = [relation.place for relation in package.relations if relation.kind == "calcChain"]
    if not places:
        return {}
    targets = {relation.target for relation in package.relations if relation.kind == "calcChain"}
    types = xml_part(archive, CONTENT_TYPES)
    overrides = [
        found
        for found in elements(types, CONTENT_TYPES)
        if found.name == "Override" and part_name(found.attributes.get("PartName", "")) in targets
    ]
    relations = xml_part(archive, package.relations_part)
    return {
        package.relations_part: _without(relations, places),
        CONTENT_TYPES: _without(types, overrides),
    }


def _without(xml: bytes, places: list[Element]) -> bytes:
    return splice(xml, [Splice(place.start, place.end, b"") for place in places])
