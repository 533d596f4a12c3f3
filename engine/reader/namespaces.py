"""The two spellings, transitional and strict, of each namespace a workbook uses."""

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
DOCUMENT_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
TRUE = {"1", "true", "on"}
"""How an attribute says yes."""


def main_names(*locals_: str) -> dict[str, str]:
    """From the parser's ``"namespace local"`` to ``local``, for elements of a workbook's own namespaces."""
    return {f"{namespace} {local}": local for namespace in MAIN for local in locals_}
