"""The styles that a workbook already has, chosen for a new sheet so that the styles part stays as it is."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from engine.writer.patch.archive import Archive
from engine.writer.patch.package import Element, Package, elements, xml_part

_WHOLE: Final = re.compile(r"#,##0(;-#,##0)?(;0)?")


@dataclass(frozen=True, slots=True)
class Styles:
    """Indices of cell styles; None where the workbook has none that will do, which leaves the ordinary one.

    Attributes:
        title, heading: bold.
        text: wrapped within its column.
        number: whole thousands apart.
        link: underlined.
    """

    title: int | None = None
    heading: int | None = None
    text: int | None = None
    number: int | None = None
    link: int | None = None


@dataclass(slots=True)
class _Look:
    """What one cell style looks like, as far as the choice depends on it."""

    attributes: Mapping[str, str]
    font: Mapping[str, str]
    alignment: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Neither filled nor framed, so that it looks the same in any company."""
        return self.attributes.get("fillId", "0") == "0" and self.attributes.get("borderId", "0") == "0"

    @property
    def size(self) -> float:
        """The font's size in points."""
        return float(self.font.get("sz", "11"))


def standing_styles(archive: Archive, package: Package) -> Styles:
    """Choose among the workbook's cell styles."""
    part = next((found.target for found in package.relations if found.kind == "styles"), None)
    if part is None or part not in archive.entries:
        return Styles()
    found = elements(xml_part(archive, part), part)
    looks, thousands = _looks(found), _thousands(found)
    return Styles(
        title=_best(looks, _is_title, lambda look: -look.size),
        heading=_best(looks, _is_heading, _distance),
        text=_best(looks, _is_wrapped, _distance),
        number=_best(looks, lambda look: _is_amount(look, thousands), _distance),
        link=_best(looks, _is_link, _distance),
    )


def _best(looks: Sequence[_Look], will_do: Callable[[_Look], bool], cost: Callable[[_Look], float]) -> int | None:
    fitting = [place for place, look in enumerate(looks) if will_do(look)]
    return min(fitting, key=lambda place: (cost(looks[place]), place), default=None)


def _distance(look: _Look) -> float:
    """How far a style is from ordinary text that stands at the top of its row, against the edge of its column."""
    is_top = look.alignment.get("vertical") == "top"
    is_indented = look.alignment.get("indent", "0") != "0"
    is_formatted = look.attributes.get("numFmtId", "0") != "0"
    return abs(look.size - 11) + 0.25 * (not is_top) + 0.1 * is_formatted + 0.05 * is_indented


def _is_general(look: _Look) -> bool:
    return look.is_plain and look.attributes.get("numFmtId", "0") in ("0", "49")


def _is_bold(look: _Look) -> bool:
    return "b" in look.font


def _is_title(look: _Look) -> bool:
    return _is_general(look) and _is_bold(look)


def _is_heading(look: _Look) -> bool:
    return _is_title(look) and look.alignment.get("horizontal", "general") in ("general", "left")


def _is_wrapped(look: _Look) -> bool:
    return (
        look.is_plain
        and look.alignment.get("wrapText") in ("1", "true")
        and look.alignment.get("horizontal", "general") in ("general", "left")
        and not ({"b", "i", "u", "strike"} & set(look.font))
    )


def _is_link(look: _Look) -> bool:
    return _is_general(look) and "u" in look.font and "b" not in look.font


def _is_amount(look: _Look, thousands: Collection[str]) -> bool:
    is_marked = bool({"b", "i", "u", "strike"} & set(look.font))
    return look.is_plain and look.attributes.get("numFmtId") in thousands and not is_marked


def _thousands(found: Iterable[Element]) -> frozenset[str]:
    """The numbers of the formats for whole amounts with their thousands apart; 3 is Excel's own."""
    own = (each.attributes for each in found if each.name == "numFmt")
    return frozenset({"3", *(a.get("numFmtId", "") for a in own if _WHOLE.fullmatch(a.get("formatCode", "")))})


def _looks(found: Iterable[Element]) -> list[_Look]:
    """The cell styles in order, each with its font and alignment.

    Args:
        found: the styles part, element by element.
    """
    fonts: list[dict[str, str]] = []
    looks: list[_Look] = []
    where: list[str] = []
    for each in found:
        del where[each.depth :]
        where.append(each.name)
        match where[1:]:
            case ["fonts", "font"]:
                fonts.append({})
            case ["fonts", "font", name] if each.attributes.get("val") not in ("0", "false", "none"):
                fonts[-1][name] = each.attributes.get("val", "")
            case ["cellXfs", "xf"]:
                looks.append(_Look(each.attributes, _font(fonts, each.attributes.get("fontId", "0"))))
            case ["cellXfs", "xf", "alignment"]:
                looks[-1].alignment = each.attributes
            case _:
                pass
    return looks


def _font(fonts: Sequence[Mapping[str, str]], number: str) -> Mapping[str, str]:
    return fonts[int(number)] if number.isdecimal() and int(number) < len(fonts) else {}
