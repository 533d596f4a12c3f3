"""The findings of a check as one page: offline, without scripts, sifted by nämnd, family and severity in CSS."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import quote

from engine.amounts import counted, show_number
from engine.findings import FAMILIES, Finding, FoundValue, Rule, Severity, count_severities, rule_named
from engine.report.templates import template
from engine.text import printable

SEVERITY_WORDS: Mapping[Severity, str] = {
    Severity.FEL: "Fel", Severity.VARNING: "Varning", Severity.INFO: "Information",
}  # fmt: skip
_SEVERITIES_MANY: Mapping[Severity, tuple[str, str]] = {
    Severity.FEL: ("fel", "fel"), Severity.VARNING: ("varning", "varningar"), Severity.INFO: ("information",) * 2,
}  # fmt: skip
_MARK_WORDS = {"ny": "Ny", "kvar": "Kvar"}
_OWN_FAMILY = "Egna kontroller"
_NO_NAMND = "Okänd nämnd"


@dataclass(frozen=True, slots=True)
class PageFinding:
    """One finding as the page shows it.

    Attributes:
        rule: what the catalogue says of it; None for a rule of the kommun's own.
        mark: ``ny`` or ``kvar`` since an earlier check; empty without one.
    """

    finding: Finding
    rule: Rule | None
    mark: str = ""

    @property
    def family(self) -> str:
        """The rule's family, two letters."""
        return self.finding.rule[:2]

    @property
    def severity_word(self) -> str:
        """``Fel``, ``Varning`` or ``Information``."""
        return SEVERITY_WORDS[self.finding.severity]

    @property
    def mark_word(self) -> str:
        """``Ny`` or ``Kvar``; empty without an earlier check."""
        return _MARK_WORDS.get(self.mark, "")

    @property
    def found(self) -> str:
        """What stands there, as people write it."""
        return shown_value(self.finding.found)

    @property
    def expected(self) -> str:
        """What should stand there."""
        return shown_value(self.finding.expected)


@dataclass(frozen=True, slots=True)
class PageFile:
    """One file of the check.

    Attributes:
        path: as the caller gave it.
        link: the file's address relative to the page, for links to cells; empty leads nowhere.
        namnd: the nämnd's code and name; empty when nobody can say.
        read: what was read.
        note: what there is to say of the reading; empty when a file was read and checked.
    """

    path: str
    link: str
    code: str
    namnd: str
    occasion: str
    read: str
    note: str
    is_readable: bool
    findings: tuple[PageFinding, ...]

    @property
    def owner(self) -> str:
        """The nämnd as the page groups by it."""
        return self.namnd or self.code or _NO_NAMND

    @property
    def counts(self) -> Mapping[str, int]:
        """How many of each severity."""
        return count_severities(shown.finding for shown in self.findings)

    def link_to(self, finding: Finding) -> str:
        """The address of the finding's cell in the file: Excel opens it there."""
        if not self.link or finding.flik is None:
            return self.link
        flik = finding.flik.replace("'", "''")
        place = f"'{flik}'!{finding.cell or 'A1'}"
        return f"{self.link}#{quote(place)}"


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """Everything that the page shows.

    Attributes:
        fixed: findings of an earlier check that are gone, each with its file; None without an earlier check.
        untested: how many of the earlier check's findings belong to what has not been checked now.
    """

    kommun: str
    occasion: str
    files: tuple[PageFile, ...]
    fixed: tuple[tuple[str, PageFinding], ...] | None = None
    untested: int = 0


def findings_html(page: FindingsPage) -> str:
    """The page as HTML; the same findings give the same bytes."""
    text = template("findings.html").render(page=page, view=_View(page), severities=tuple(Severity))
    return printable(text)


def shown_value(value: FoundValue) -> str:
    """A value as people write it; empty for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    return value if isinstance(value, str) else show_number(Fraction(value) if isinstance(value, float) else value)


def page_findings(findings: Iterable[Finding], marks: Sequence[str] = ()) -> tuple[PageFinding, ...]:
    """Findings with their rules, the worst first; ``marks`` in the order of the findings."""
    order = list(Severity)
    shown = [
        PageFinding(finding, _rule(finding.rule), marks[place] if marks else "")
        for place, finding in enumerate(findings)
    ]
    return tuple(sorted(shown, key=lambda each: order.index(each.finding.severity)))


def _rule(rule_id: str) -> Rule | None:
    from engine.errors import UnknownNameError

    try:
        return rule_named(rule_id)
    except UnknownNameError:
        return None


@dataclass(frozen=True, slots=True)
class _Group:
    """The files of one nämnd; ``key`` is its place among the nämnder of the page."""

    key: int
    name: str
    files: tuple[PageFile, ...]

    @property
    def has_findings(self) -> bool:
        """Whether there is anything to say of any of the files."""
        return any(file.findings for file in self.files)


class _View:
    """What the template asks for besides the page itself."""

    def __init__(self, page: FindingsPage) -> None:
        self._page = page
        everything = [shown for file in page.files for shown in file.findings]
        self.total = len(everything)
        self.counts = count_severities(shown.finding for shown in everything)
        self.marks = Counter(shown.mark for shown in everything if shown.mark)
        self.unread = sum(not file.is_readable for file in page.files)
        owners = dict.fromkeys(file.owner for file in page.files)
        self.groups = tuple(
            _Group(key, owner, tuple(file for file in page.files if file.owner == owner))
            for key, owner in enumerate(owners)
        )
        self.families = {
            shown.family: FAMILIES.get(shown.family, _OWN_FAMILY)
            for shown in sorted(everything, key=lambda each: each.family)
        }

    @property
    def verdict(self) -> str:
        """The whole check in one sentence."""
        if self.counts["fel"]:
            return "Rätta felen innan böckerna lämnas in."
        if self.counts["varning"]:
            return "Inget fel. Läs varningarna innan böckerna lämnas in."
        return "Inget fel och inga varningar."

    @property
    def tone(self) -> str:
        """The worst severity, as a class."""
        return next((severity.value for severity in Severity if self.counts[severity.value]), "ren")

    def words(self, severity: Severity) -> str:
        """``1 varning``, ``3 varningar``."""
        return counted(self.counts[severity.value], *_SEVERITIES_MANY[severity])

    @staticmethod
    def combinations(files: Iterable[PageFile]) -> str:
        """The classes that say which families and severities the files have findings of."""
        pairs = dict.fromkeys((f.family, f.finding.severity.value) for file in files for f in file.findings)
        return " ".join(f"has-{family}-{severity}" for family, severity in pairs)

    @staticmethod
    def plural(number: int, one: str, many: str) -> str:
        """``1 fil``, ``9 filer``."""
        return counted(number, one, many)
