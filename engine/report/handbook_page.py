"""Pages of Markdown as one page of HTML: offline, without scripts, pictures and links between pages inside it."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from engine.report.templates import template
from engine.text import printable

if TYPE_CHECKING:
    from markdown_it.token import Token

_COMMENT = re.compile(r"\A<!--.*?-->\s*", re.DOTALL)
_KINDS = {"png": "image/png", "svg": "image/svg+xml"}
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and where it is gone to."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of Markdown.

    Attributes:
        heading: its first heading.
        sections: the headings of the level below.
        html: the whole of it, headings included, one level down.
    """

    heading: Heading
    sections: tuple[Heading, ...]
    html: str


def handbook_html(title: str, pages: Mapping[str, str], pictures: Mapping[str, bytes]) -> str:
    """The pages as a standalone Swedish HTML page, each a chapter.

    HTML in the Markdown is shown as text, and the page's content policy allows styles and pictures within it alone.

    Args:
        title: of the whole.
        pages: Markdown by file name, in the order of the chapters; each begins with a heading of the first level.
        pictures: by the path that the pages know them under.
    """
    chapters = [_chapter(name, text, pages, pictures) for name, text in pages.items()]
    return printable(template("handbook.html").render(title=title, chapters=chapters))


def _chapter(name: str, text: str, pages: Mapping[str, str], pictures: Mapping[str, bytes]) -> Chapter:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(_COMMENT.sub("", text))
    headings = list(_placed_headings(name, tokens))
    for token in _with_inner(tokens):
        if token.type == "link_open":
            token.attrs["href"] = _target(str(token.attrs["href"]), name, pages)
        elif token.type == "image":
            token.attrs["src"] = _embedded(str(token.attrs["src"]), pictures)
        elif token.type == "th_open":
            token.attrs["scope"] = "col"
    html = str(reader.renderer.render(tokens, reader.options, {}))
    first = next(heading for level, heading in headings if level == 1)
    return Chapter(first, tuple(heading for level, heading in headings if level == 2), _with_scrolling(html))


def _placed_headings(page: str, tokens: Sequence["Token"]) -> Iterator[tuple[int, Heading]]:
    """Give every heading a place, as GitHub names it but with the page before, and move it down a level."""
    taken: set[str] = set()
    for token, inner in pairwise(tokens):
        if token.type == "heading_close":
            token.tag = _one_down(token.tag)
        if token.type != "heading_open":
            continue
        text = "".join(child.content for child in inner.children or ())
        level = int(token.tag[1:])
        place = _stem(page) if level == 1 else f"{_stem(page)}-{slug(text)}"
        while place in taken:
            place += "-1"
        taken.add(place)
        token.attrs["id"] = place
        token.tag = _one_down(token.tag)
        yield level, Heading(place, text)


def slug(heading: str) -> str:
    """What a heading is called in links, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _one_down(tag: str) -> str:
    return f"h{min(int(tag[1:]) + 1, _DEEPEST)}"


def _stem(page: str) -> str:
    return page.partition(".")[0]


def _with_inner(tokens: Sequence["Token"]) -> Iterator["Token"]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _target(href: str, page: str, pages: Mapping[str, str]) -> str:
    """A link within the page where it leads to one of its chapters; any other as it is."""
    from urllib.parse import unquote

    path, _, fragment = unquote(href).partition("#")
    if path and path not in pages:
        return href
    chapter = _stem(path or page)
    return f"#{chapter}-{fragment}" if fragment else f"#{chapter}"


def _embedded(source: str, pictures: Mapping[str, bytes]) -> str:
    if source not in pictures:
        return source
    kind = _KINDS[source.rpartition(".")[2]]
    return f"data:{kind};base64,{b64encode(pictures[source]).decode()}"


def _with_scrolling(html: str) -> str:
    """Wide tables and lines of code scroll by themselves, also by the keyboard."""
    framed = html.replace("<table>", '<div class="wide" role="group" aria-label="Tabell" tabindex="0">\n<table>')
    framed = framed.replace("</table>", "</table>\n</div>")
    return framed.replace("<pre>", '<pre tabindex="0">')
