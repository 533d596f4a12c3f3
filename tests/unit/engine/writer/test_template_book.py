"""The empty workbook as Excel will find it: look, locks, hints, page, names, and the same bytes every time."""

import zipfile
from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.layout import BRIDGE, COVER
from engine.layout.history import HISTORY_SHEET
from engine.pipeline.making import template_bytes
from engine.reader import identity_of
from engine.writer.styles import STYLES, VERDICTS
from tests.support.books import NAMND_OF, demo_setup, empty_book, template

CODES = tuple(NAMND_OF.values())


def book_of(code: str = "VON") -> Workbook:
    return openpyxl.load_workbook(BytesIO(template(code)))


def sheet(name: str, code: str = "VON") -> Worksheet:
    found = book_of(code)[name]
    assert isinstance(found, Worksheet)
    return found


def filed(code: str = "VON") -> list[str]:
    """The cover and the flikar, as they stand among the tabs."""
    setup = demo_setup()
    flikar = {flik.name for flik in setup.catalog.flikar(setup.kommun.namnd(code).verksamhet)}
    return [name for name in book_of(code).sheetnames if name in {COVER, *flikar}]


def declared(code: str) -> list[str]:
    """The flikar of a nämnd's book, those it may lack left out."""
    setup = demo_setup()
    flikar = setup.catalog.flikar(setup.kommun.namnd(code).verksamhet)
    return [flik.name for flik in flikar if not flik.optional]


RR, INV = "8 RR skattefin övriga delår", "8 inv skattefin övriga delår"


@pytest.mark.parametrize("code", CODES)
def test_the_tabs_in_order_with_the_cover_first(code: str) -> None:
    assert filed(code) == [COVER, *declared(code)]
    assert book_of(code).sheetnames[len(filed(code))] == BRIDGE


def test_the_period_is_there_when_asked_for() -> None:
    names = openpyxl.load_workbook(BytesIO(template(optional=True))).sheetnames
    assert names[names.index("8 förutb skattefin ALLA delår") + 1] == "8 period skattefin delår"


def test_the_same_call_gives_the_same_bytes() -> None:
    setup = demo_setup()
    assert template_bytes(setup, setup.kommun.namnd("VON"), 2022) == template("VON", 2022)


@pytest.mark.parametrize("code", CODES)
def test_the_identity_is_hidden_in_defined_names(code: str) -> None:
    names = book_of(code).defined_names
    assert all(names[f"flikar_{name}"].hidden for name in ("mall", "version", "namnd", "ar"))
    identity = identity_of(empty_book(code).raw)
    assert (identity.namnd, identity.year, identity.version) == (code, 2022, demo_setup().catalog.version)


@pytest.mark.parametrize("code", CODES)
def test_inputs_are_open_and_everything_computed_is_locked(code: str) -> None:
    book = book_of(code)
    for flik in empty_book(code).flikar:
        for target in flik.layout.targets:
            cell = book[flik.name][str(target.cell)]
            assert cell.protection.locked is (target.formula is not None), f"{flik.name}!{target.cell}"
            assert cell.number_format == "#,##0;-#,##0;0"
            assert (cell.data_type == "f") is (target.formula is not None)


@pytest.mark.parametrize("code", CODES)
def test_every_sheet_is_protected_without_password_and_lets_rows_in(code: str) -> None:
    book = book_of(code)
    for name in filed(code):
        protection = book[name].protection
        assert protection.sheet
        assert not protection.password
        forbidden = [protection.insertRows, protection.formatColumns, protection.sort, protection.autoFilter]
        assert not any(forbidden)


def test_page_and_panes() -> None:
    found = sheet(RR)
    assert found.freeze_panes == "B7"
    assert found.page_setup.orientation == "landscape"
    assert found.page_setup.paperSize == 9
    assert found.page_setup.fitToHeight == 0
    assert found.print_title_rows == "$6:$6"
    header = found.HeaderFooter.oddHeader
    assert header is not None
    assert header.right.text == "delår 2022"
    assert header.left.text == "Exempelkommun · Vård- och omsorgsnämnden"


def test_the_occasion_stands_in_every_flik_and_can_be_changed_in_the_monthly_one() -> None:
    book = book_of()
    occasions = {name: book[name]["B3"] for name in filed()[1:]}
    assert occasions["1–11 RR skattefin övr jan-nov"].value == "mars 2022"
    assert occasions["4 inv skattefin övr apr"].value == "april 2022"
    assert occasions[RR].value == "delår 2022"
    assert occasions["12 RR skattefin övriga ÅB"].value == "årsbokslut 2022"
    assert occasions["RR skattfin"].value == "budget 2022"
    unlocked = [name for name, cell in occasions.items() if not cell.protection.locked]
    assert unlocked == ["1–11 RR skattefin övr jan-nov"]


def test_hints_are_swedish_and_follow_the_sign() -> None:
    rules = {
        get_column_letter(column) + str(row): rule
        for rule in sheet(RR).data_validations.dataValidation
        for ranged in rule.sqref.ranges
        for row, column in ranged.cells
    }
    personal, intakter, finansnetto = rules["B9"], rules["B7"], rules["B18"]
    assert {rule.type for cell, rule in rules.items() if cell not in ("E5", "F5")} == {"whole"}
    assert (personal.operator, personal.formula1) == ("lessThanOrEqual", "0")
    assert (intakter.operator, intakter.formula1) == ("greaterThanOrEqual", "0")
    assert int(finansnetto.formula1) < -(10**8)
    assert "minus" in personal.prompt
    assert all(rule.errorStyle == "warning" for rule in rules.values())
    assert all(len(rule.prompt) <= 255 and len(rule.error) <= 255 for rule in rules.values())


def test_a_category_sums_down_to_its_thin_closing_row() -> None:
    flik = next(flik for flik in empty_book().flikar if flik.name == INV)
    found = sheet(INV)
    for owner in flik.layout.flik.table.blocks:
        placed, end = flik.layout.row(owner.id), flik.layout.block_ends[owner.id]
        assert placed is not None
        assert end == placed.number + owner.slots + 1
        assert found.cell(placed.number, 2).value == f"=SUM(B{placed.number + 1}:B{end})"
        assert found.row_dimensions[end].height < 5
        assert found.cell(end, 1).value is None


def test_the_total_of_inv_adds_the_five_categories() -> None:
    flik = next(flik for flik in empty_book().flikar if flik.name == INV)
    rows = [placed.number for block in flik.layout.flik.table.blocks if (placed := flik.layout.row(block.id))]
    total = flik.layout.row("totala_utgifter")
    assert total is not None
    assert sheet(INV).cell(total.number, 2).value == "=" + "+".join(f"B{row}" for row in rows)


def test_the_cover_leads_to_every_flik() -> None:
    found = sheet(COVER)
    links = {str(cell.value): cell.hyperlink.location for row in found.iter_rows() for cell in row if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in (*filed()[1:], BRIDGE, HISTORY_SHEET)}


def test_every_outcome_has_a_mark_that_can_be_changed() -> None:
    found = sheet(RR)
    assert [found[cell].value for cell in ("E5", "F5")] == ["preliminärt", "nämndbeslutat"]
    assert not found["E5"].protection.locked
    lists = {str(rule.sqref): rule.formula1 for rule in found.data_validations.dataValidation if rule.type == "list"}
    assert lists == dict.fromkeys(("E5", "F5"), '"preliminärt,nämndbeslutat"')


@pytest.mark.parametrize("code", CODES)
def test_every_flik_has_a_check_row_and_the_cover_sums_them_up(code: str) -> None:
    book = openpyxl.load_workbook(BytesIO(template(code)), data_only=True)
    for name in declared(code):
        last = list(book[name].iter_rows(values_only=True))[-1]
        assert last[0] == "Kontroll"
        verdicts = [each for each in last[1:] if each is not None]
        assert verdicts == ["OK"] * len(verdicts) != []
    cover = book[COVER]
    assert (cover["A6"].value, cover["B6"].value) == ("Kontroll av alla flikar", "OK")
    assert [cover.cell(row, 6).value for row in range(12, 12 + len(declared(code)))] == ["OK"] * len(declared(code))


def test_a_tab_name_with_an_ampersand_survives_the_page_footer() -> None:
    with zipfile.ZipFile(BytesIO(template())) as package:
        xml = package.read("xl/worksheets/sheet3.xml").decode("utf-8")
    assert "&amp;A" in xml


def luminance(colour: str) -> float:
    def channel(part: str) -> float:
        value = int(part, 16) / 255
        return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = (channel(colour[at : at + 2]) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("style", [*STYLES, *VERDICTS])
def test_text_can_be_read_against_its_fill(style: str) -> None:
    look = {**STYLES, **VERDICTS}[style]
    text, fill = luminance(look["font_color"]), luminance(look.get("bg_color", "#FFFFFF"))
    assert (max(text, fill) + 0.05) / (min(text, fill) + 0.05) >= 4.5


def test_the_kinds_of_cells_differ_in_more_than_colour() -> None:
    def shape(name: str) -> set[tuple[str, object]]:
        return {item for item in STYLES[name].items() if "color" not in item[0]}

    kinds = [frozenset(shape(name)) for name in ("input", "derived", "sum", "category")]
    assert len(set(kinds)) == 4
