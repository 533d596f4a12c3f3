"""The ribbon: valid, every button leads to an action, and the words are those of the product."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from addin.actions import FILE_ACTIONS
from addin.buttons import button_module
from addin.checking import modules_of, ribbon_faults
from addin.icons import ICONS
from addin.macros import OPEN_ACTIONS
from addin.needs import WORDINGS, Need
from addin.package import build_addin
from addin.ribbon import GROUPS, NAMESPACE, ribbon_xml
from udfs.literals import literal
from udfs.registry import REGISTRY

XML = ribbon_xml()
BUTTONS = [button for group in GROUPS for button in group.buttons]
MODULES = modules_of(build_addin())
GLOSSARY = (Path(__file__).parents[3] / "workbooks" / "GLOSSARY.md").read_text(encoding="utf-8")
ORDER = ("Underlag", "Flikar", "Kontroll", "Word", "Kommun", "Hjälp")


def test_the_ribbon_has_no_fault() -> None:
    assert list(ribbon_faults(XML, MODULES, OPEN_ACTIONS)) == []


def test_the_xml_is_of_the_schema_of_2009() -> None:
    root = ET.fromstring(XML)  # noqa: S314 our own text
    assert root.tag == f"{{{NAMESPACE}}}customUI"
    allowed = {"id", "tag", "label", "size", "imageMso", "keytip", "screentip", "getSupertip", "getEnabled",
               "onAction"}  # fmt: skip
    buttons = list(root.iter(f"{{{NAMESPACE}}}button"))
    assert len(buttons) == len(BUTTONS)
    assert all(set(button.attrib) == allowed for button in buttons)
    for button in buttons:
        assert re.fullmatch(r"[A-Za-z_][\w.-]*", button.get("id", ""))
        assert re.fullmatch(r"[A-Z0-9]{1,3}", button.get("keytip", ""))
        assert all(len(button.get(name, "")) <= 1024 for name in allowed)


@pytest.mark.parametrize("wrong", [
    ('id="flikar_om"', 'id="flikar_angra"', ["Id flikar_angra finns 2 gånger."]),
    ('keytip="HO"', 'keytip="HR"', ["Tangenttipset HR finns 2 gånger."]),
    ('imageMso="Info"', 'imageMso="Infobox"',
     ["Knappen flikar_om har bilden Infobox, som Excel inte är känt för att ha."]),
    ('tag="om"', 'tag="nix"', ["Knappen flikar_om har åtgärden nix, som inte finns.",
                               "Knappen nix saknas i modulen FlikarKnappar.",
                               "Modulen FlikarKnappar har knappen om, som inte finns."]),
])  # fmt: skip
def test_a_wrong_ribbon_is_told_of(wrong: tuple[str, str, list[str]]) -> None:
    old, new, told = wrong
    assert list(ribbon_faults(XML.replace(old, new), MODULES, OPEN_ACTIONS)) == told


@pytest.mark.parametrize("wrong", [
    ('onLoad="FlikarMeny.OnLoad"', 'onLoad="FlikarMeny.X"', ["Menyfliken anropar FlikarMeny.X, som inte finns."]),
    ("FlikarMeny.GetEnabled", "FlikarMeny.Hinder",
     [f"Knappen flikar_{b.tag} anropar FlikarMeny.Hinder, som inte finns." for b in BUTTONS]),
    ("FlikarMeny.GetSupertip", "FlikarMeny.Hinder",
     [f"Knappen flikar_{b.tag} anropar FlikarMeny.Hinder, som inte finns." for b in BUTTONS]),
])  # fmt: skip
def test_a_question_that_leads_nowhere_is_told_of(wrong: tuple[str, str, list[str]]) -> None:
    old, new, told = wrong
    assert list(ribbon_faults(XML.replace(old, new), MODULES, OPEN_ACTIONS)) == told


def test_the_vba_knows_the_buttons_of_the_ribbon_and_no_others() -> None:
    fewer = {**MODULES, "FlikarKnappar": button_module(button for button in BUTTONS if button.tag != "om")}
    assert list(ribbon_faults(XML, fewer, OPEN_ACTIONS)) == ["Knappen om saknas i modulen FlikarKnappar."]
    more = {**MODULES, "FlikarKnappar": button_module([*BUTTONS, replace(BUTTONS[0], tag="nix")])}
    told = ["Modulen FlikarKnappar har knappen nix, som inte finns."]
    assert list(ribbon_faults(XML, more, OPEN_ACTIONS)) == told


def test_every_need_has_words_of_its_own_and_its_tip_fits() -> None:
    assert list(WORDINGS) == list(Need)
    for texts in ([each.when for each in WORDINGS.values()], [each.reason for each in WORDINGS.values()]):
        assert len(set(texts)) == len(texts)
    longest = max(len(each.reason) for each in WORDINGS.values())
    assert all(len(button.supertip) + len("\r\n\r\n") + longest <= 1024 for button in BUTTONS)


def test_a_long_text_is_lines_that_vba_takes() -> None:
    long = 'Å "citerat" − ' * 70
    lines = literal(long).split(" & _\n")
    assert all(len(line) < 1000 for line in lines)
    parts = re.findall(r'"((?:[^"]|"")*)"|ChrW\((\d+)\)', "".join(lines))
    assert "".join(chr(int(code)) if code else text.replace('""', '"') for text, code in parts) == long
    with pytest.raises(ValueError, match="too long"):
        literal("x" * 5000)


def test_a_call_that_leads_nowhere_is_told_of() -> None:
    faults = list(ribbon_faults(XML.replace("FlikarMeny.OnAction", "FlikarMeny.Borta"), MODULES, OPEN_ACTIONS))
    assert len(faults) == len(BUTTONS)
    assert all("FlikarMeny.Borta, som inte finns." in fault for fault in faults)


def test_every_icon_is_one_that_excel_has_and_none_is_declared_for_nothing() -> None:
    shown = [element.get("imageMso") for element in ET.fromstring(XML).iter(f"{{{NAMESPACE}}}button")]  # noqa: S314
    assert sorted(map(str, shown)) == sorted(ICONS), "each button has an icon of its own"


def test_every_action_has_one_button_and_its_tag_passes_the_filter() -> None:
    assert sorted(button.tag for button in BUTTONS) == sorted(OPEN_ACTIONS)
    assert all(re.fullmatch(r"[a-z0-9_]{1,40}", tag) for tag in {*OPEN_ACTIONS, *FILE_ACTIONS})


def test_the_groups_are_in_the_order_of_the_work_with_a_large_button_first() -> None:
    assert [group.label for group in GROUPS] == [name for name in ORDER if name in {g.label for g in GROUPS}]
    for group in GROUPS:
        assert [button.large for button in group.buttons] == [True, *[False] * (len(group.buttons) - 1)]
        assert len(group.buttons) <= 6


def test_every_tip_says_what_is_not_changed() -> None:
    assert [b.tag for b in BUTTONS if not re.search(r"Ingenting ändras\.|står kvar", b.supertip)] == []


def test_the_words_are_the_glossarys() -> None:
    terms = {row.split("|")[1].strip() for row in GLOSSARY.splitlines() if row.startswith("| ")}
    assert {"flik", "fynd", "tillfälle"} <= terms
    said = " ".join(f"{b.label} {b.screentip} {b.supertip}" for b in BUTTONS).casefold()
    for other in ("blad", "ark", "sheet", "anmärkning", "rapporttillfälle", "avvikelselista"):
        assert not re.search(rf"\b{other}\w*", said)


def test_no_name_of_vba_is_a_cell_or_one_of_the_old_macro_language() -> None:
    """Excel 4's macro functions and cell addresses win over a function of ours with the same name."""
    xlm = {"RUN", "EXEC", "CALL", "REGISTER", "HALT", "RETURN", "ARGUMENT", "RESULT", "GOTO", "ALERT", "INPUT",
           "FORMULA", "SAVE", "OPEN", "CLOSE", "ECHO", "ERROR", "EVALUATE", "SELECT", "NOTE", "UNDO"}  # fmt: skip
    names = [name for text in MODULES.values() if "Flikar" in text
             for name in re.findall(r"^(?:Public|Private) (?:Sub|Function) (\w+)", text, re.MULTILINE)]  # fmt: skip
    assert set(REGISTRY) <= set(names)
    for name in names:
        assert not re.fullmatch(r"(?i)[a-z]{1,3}\d{1,7}|r\d*c\d*", name)
        assert name.upper().replace("_", ".") not in xlm
        assert name.upper() not in xlm
