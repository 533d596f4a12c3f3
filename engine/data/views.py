"""A table as people see it: the one value that every export (Word, HTML, Markdown, CSV) renders."""

from dataclasses import dataclass

from engine.model import RowKind


@dataclass(frozen=True, slots=True)
class RowView:
    """One printed row: label, amounts in the order of the headings (tkr; None is an empty cell), comment."""

    label: str
    kind: RowKind
    amounts: tuple[int | float | None, ...]
    comment: str = ""

    @property
    def bold(self) -> bool:
        """Every export sets the row in bold: sums, categories and headings."""
        return self.kind.is_summed or self.kind is RowKind.HEADING

    @property
    def indented(self) -> bool:
        """Every export that can moves the label in: what is a part of another row."""
        return self.kind in (RowKind.PROJECT, RowKind.OF_WHICH)


@dataclass(frozen=True, slots=True)
class TableView:
    """One printed table.

    Attributes:
        code: ``RR``, ``INV``, ``FORUTB``, ``PROGSAK`` or ``PERIOD``.
        title: the table's name with occasion and year, for captions.
        flik: the tab it comes from.
        headings: ``Belopp i tkr`` first, then one per amount column.
        rows: without the flik's blank rows.
        note: what the reader must know of the amounts, under the caption; empty prints none.
    """

    code: str
    title: str
    flik: str
    headings: tuple[str, ...]
    rows: tuple[RowView, ...]
    note: str = ""

    @property
    def printed(self) -> tuple[RowView, ...]:
        """The rows to print, without any that only make room in a flik."""
        return tuple(row for row in self.rows if row.kind not in (RowKind.BLANK, RowKind.CLOSING))


@dataclass(frozen=True, slots=True)
class CommentView:
    """What is said, or shall be said, about one row of a table.

    Attributes:
        heading: the row's label (the kontogrupp).
        text: the comment; a blank line begins a new paragraph.
        to_write: the text is a draft or an instruction to whoever writes the report, not yet a comment.
    """

    heading: str
    text: str
    to_write: bool = False


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One table of a report with the words around it.

    Attributes:
        intro: stands before the table.
        comments: on the table's rows, after it.
        changes: how each row's forecast has changed since the latest follow-up, after the comments.
    """

    heading: str
    table: TableView
    intro: str = ""
    comments: tuple[CommentView, ...] = ()
    changes: tuple[CommentView, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportView:
    """A nämnd's report for one occasion.

    Attributes:
        title: ``Delårsbokslut 2022``.
        namnd: the nämnd's name.
        occasion: the occasion as the page header prints it, ``delår 2022``.
        kommun: the municipality's name; empty when it has none.
        sections: in the order they are read.
        source: the sentence that says where the figures come from; empty prints none.
        summary: what is said before the first table; None prints none.
    """

    title: str
    namnd: str
    occasion: str
    kommun: str
    sections: tuple[ReportSection, ...]
    source: str = ""
    summary: CommentView | None = None
