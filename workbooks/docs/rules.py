"""``regler.md``: every rule as the catalogue words it."""

from itertools import groupby

from engine.findings import CATALOGUE, FAMILIES, Rule
from workbooks.docs.markdown import markdown_table, page

_INTRO = (
    "Varje anmärkning har ett id. Bokstäverna säger vilken familj regeln hör till, och ett id återanvänds aldrig. "
    "Allvaret är **fel** (ger utgångskod 1), **varning** eller **info**; kommunen kan ändra det under `[regler]` i "
    "kommun.toml. Samma text visas av `flikar regler` och `flikar regler SU01`."
)


def rules_page() -> str:
    """The page."""
    ordered = sorted(CATALOGUE, key=lambda rule: (list(FAMILIES).index(rule.id[:2]), rule.id))
    overview = markdown_table(
        ("id", "allvar", "vad som ska gälla"),
        ((f"[{rule.id}](#{rule.id.lower()})", rule.severity.value, rule.sentence) for rule in ordered),
    )
    families = (_family(name, tuple(rules)) for name, rules in groupby(ordered, key=lambda rule: rule.family))
    return page("# Regler", _INTRO, overview, *families)


def _family(name: str, rules: tuple[Rule, ...]) -> str:
    return "\n\n".join((f"## {name}", *map(_rule, rules)))


def _rule(rule: Rule) -> str:
    return "\n".join(
        (
            f"### {rule.id}",
            "",
            f"**{rule.sentence}** ({rule.severity.value})",
            "",
            f"- Orsak: {rule.cause}",
            f"- Åtgärd: {rule.remedy}",
            f"- Fel: {rule.wrong}",
            f"- Rätt: {rule.right}",
        )
    )
