"""Words of templates in another language, put in while a template is compiled: a page costs what it costs in English.

``{{ _("Glossary") }}`` is one message. ``{% trans %}Try the <a href="…">search</a>, {{ name }}.{% endtrans %}`` is one too:
``Try the <1>search</1>, {name}.``; the tags and values stay the template's, only the words come from the catalogue, so
no catalogue can bring HTML into a page. ``{% trans number %}{{ count }} cable{% pluralize %}{{ count }} cables{% endtrans %}``
has a form for each number. ``{{ in_english }}`` are the attributes of an element whose words are English in every language.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from generator.language import ENGLISH, Catalogue, message, right_to_left
from generator.language.messages import pieces
from generator.pages.html import json_in_a_page

_TAG = re.compile(r"<(?P<close>/?)[a-zA-Z][^<>]*>")
_MARK = re.compile("\ue000(\\d+)\ue001")  # a value, while a message is read
# Addresses of lists that have the name of a tag, post, level, caption, signer, abbreviation or cable.
_OF_FACTS = re.compile(
    r"(?:tag|origin|classification|signer|caption|abbreviation)/(?!index\.html)|cable/[0-9]{4}/[^/]+/|glossary/(?!sources)"
)
# What the scripts of the template folder say (cable.js, 404.js); the program's own have their words (search/scripts.py).
OF_SCRIPTS = (
    message("Copied"), message("Copy"), message("Copy citation"), message("Copy link"),
    message("Copy quotation with citation"), message("Held of the same post: {place}."), message("Not allowed here"),
    message("Paragraph {number}"), message("{id}: neither held nor cited in this room."),
)  # fmt: skip
_MARKS = ("_(", "in_english", "|english", "named_at", "script_words")  # what _Constants looks for in a template
_THOUSANDS = "{:,}".format  # of numbers in English: as quick as it was without catalogues
_NAMED = re.compile("`([^`]+)`")
_ALONE = re.compile(r"<(?:br|img|input|wbr)\b")


class Message:
    """What stands between ``{% trans %}`` and its end: text is the message, parts its tags and values by their tokens."""

    def __init__(self, body: Sequence[nodes.Node], fail: Callable[[str], None]) -> None:
        """Read the message; fail is called with what is wrong."""
        values: list[nodes.Expr] = []
        source = ""
        for node in body:
            if not isinstance(node, nodes.Output):
                fail("a message holds words, tags and values, and no statement")
                continue
            for child in node.nodes:
                if isinstance(child, nodes.TemplateData):
                    source += child.data
                else:
                    values.append(child)
                    source += f"\ue000{len(values) - 1}\ue001"
        self.parts: dict[str, list[nodes.Expr]] = {}
        self.text = "".join(self._read(source, values))

    def _read(self, source: str, values: Sequence[nodes.Expr]) -> Iterator[str]:
        """Yield the message, and note what its tokens stand for."""
        opened: list[int] = []
        count = end = 0
        for tag in (*_TAG.finditer(source), None):
            for at, between in enumerate(_MARK.split(source[end : tag.start() if tag else None])):
                yield self._named(values[int(between)]) if at % 2 else between
            if tag is None:
                return
            end = tag.end()
            if tag["close"]:
                token = f"</{opened.pop() if opened else 0}>"
            else:
                count += 1
                alone = _ALONE.match(tag[0])
                token = f"<{count}/>" if alone else f"<{count}>"
                opened += [] if alone else [count]
            self.parts[token] = [
                values[int(part)] if at % 2 else nodes.TemplateData(part) for at, part in enumerate(_MARK.split(tag[0]))
            ]
            yield token

    def _named(self, value: nodes.Expr) -> str:
        name = next(_names(value), "value")
        same = next((token for token, parts in self.parts.items() if token.startswith("{") and parts == [value]), None)
        number = 1
        while same is None:
            token = f"{{{name}{number if number > 1 else ''}}}"
            if token not in self.parts:
                self.parts[token] = [value]
                same = token
            number += 1
        return same

    def output(self, said: str) -> nodes.Output:
        """Return what prints a translation, with the tags and values of the template."""
        made: list[nodes.Expr] = []
        for token, words in pieces(said):
            made += self.parts[token] if token in self.parts else [nodes.TemplateData(str(escape(words or token)))]
        return nodes.Output(made)


def _names(value: nodes.Node) -> Iterator[str]:
    """Yield what a value may be called in a message: the last name of a field, the argument of a function."""
    if isinstance(value, nodes.Getattr):
        yield value.attr
    elif isinstance(value, nodes.Name):
        yield value.name
    elif isinstance(value, nodes.Call):
        for argument in value.args:
            yield from _names(argument)
        yield from _names(value.node)
    else:
        for child in value.iter_child_nodes():
            yield from _names(child)


class Translations(Extension):
    """Reads ``{% trans %}``."""

    tags = {"trans"}  # noqa: RUF012  the base class's own type

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """Return what prints the message in the language of the environment."""
        line = next(parser.stream).lineno
        number = None if parser.stream.current.test("block_end") else parser.parse_expression()
        first = parser.parse_statements(("name:endtrans", "name:pluralize"), drop_needle=False)
        plural = None
        if next(parser.stream).value == "pluralize":
            plural = parser.parse_statements(("name:endtrans",), drop_needle=True)
        words: Catalogue = getattr(self.environment, "words", ENGLISH)
        found: list[tuple[str, str]] | None = getattr(self.environment, "found", None)

        def fail(fault: str) -> None:
            parser.fail(fault, line)

        if (number is None) != (plural is None):
            fail("a message with a plural names its number: {% trans NUMBER %}one{% pluralize %}many{% endtrans %}")
        one = Message(first, fail)
        if number is None or plural is None:
            if found is not None:
                found.append((one.text, ""))
            said = words.words.get(one.text)
            return list(first) if said is None else one.output(said).set_lineno(line)
        many = Message(plural, fail)
        if found is not None:
            found.append((one.text, many.text))
        forms = words.plurals.get(many.text)
        if forms is None:
            return nodes.If(
                nodes.Compare(number, [nodes.Operand("eq", nodes.Const(1))]), first, [], plural, lineno=line
            )
        form = nodes.Call(nodes.Name("plural_form", "load"), [number], [], None, None)
        branches = [
            nodes.If(nodes.Compare(form, [nodes.Operand("eq", nodes.Const(name))]), [many.output(said)], [], [])
            for name, said in forms.items()
            if name != "other"
        ]
        other: list[nodes.Node] = [many.output(forms["other"])]
        if not branches:
            return [one.set_lineno(line) for one in other]
        return nodes.If(branches[0].test, branches[0].body, branches[1:], other).set_lineno(line)


class _Constants(NodeTransformer):
    """Puts words where a template asks for them by a message that is known: ``_("Glossary")``."""

    def __init__(self, words: Catalogue, found: list[tuple[str, str]] | None) -> None:
        self._words, self._found = words, found

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  jinja's name
        self.generic_visit(node)
        named = isinstance(node.node, nodes.Name) and node.node.name == "_"
        if self._words.english and isinstance(node.node, nodes.Name) and node.node.name == "named_at":
            return nodes.TemplateData("", lineno=node.lineno)
        if not named or len(node.args) != 1 or node.kwargs or not isinstance(node.args[0], nodes.Const):
            return node
        message = node.args[0].value
        if self._found is not None:
            self._found.append((message, ""))
        return nodes.Const(self._words.say(message), lineno=node.lineno)

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node | None:  # noqa: N802  jinja's name
        self.generic_visit(node)
        return node.node if node.name == "english" and self._words.english else node

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802  jinja's name
        if node.name == "script_words" and node.ctx == "load":
            return nodes.TemplateData(_script_words(self._words), lineno=node.lineno)
        if node.name == "in_english" and node.ctx == "load":
            return nodes.TemplateData(self._words.in_english, lineno=node.lineno)
        return node


class TranslatedEnvironment(Environment):
    """An environment whose templates say their words in one language; found collects the messages, if it is a list."""

    words: Catalogue = ENGLISH
    found: list[tuple[str, str]] | None = None

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if self.found is None and not any(mark in source for mark in _MARKS):
            return tree
        made: nodes.Template = _Constants(self.words, self.found).visit(tree)
        made.set_environment(self)
        return made


def use_language(environment: TranslatedEnvironment, words: Catalogue) -> None:
    """Let the templates of an environment say their words in a language; it must not have compiled a template yet."""
    environment.words = words
    environment.add_extension(Translations)
    environment.filters["english"] = partial(_in_english, words.in_english)
    environment.filters["names"] = _with_names
    environment.globals.update(
        _=words.say,
        number=_THOUSANDS if words.english else words.number,
        day_in_words=words.day,
        day_in_english=ENGLISH.day,
        time_in_words=words.time,
        plural_form=words.category,
        month_words=words.month_names(),
        month_names=tuple(zip(words.month_names(), words.month_names("abbreviated"), strict=True)),
        named_at=partial(_named_at, Markup(words.in_english)),  # noqa: S704  the catalogue's own
        in_language=_in_language,
        direction=Markup(' dir="rtl"') if words.right_to_left else "",
    )


def _script_words(words: Catalogue) -> str:
    """Return the table in which the scripts of a page find their words; "" in English, which they have themselves."""
    said = {one: translated for one in OF_SCRIPTS if (translated := words.say(one)) != one}
    if not said:
        return ""
    return f'<script type="application/json" id="interface-words">{json_in_a_page(said)}</script>\n'


def _named_at(attributes: Markup, address: str) -> Markup:
    """Return the attributes of a title of the page at an address: English where a fact is its name, such as a post's."""
    return attributes if _OF_FACTS.match(address) else Markup("")


def _in_language(tag: str) -> Markup:
    """Return the attributes of an element whose words are in a language; none for "", that of the room."""
    return Markup(' lang="{}" dir="{}"').format(tag, "rtl" if right_to_left(tag) else "ltr") if tag else Markup("")


def _with_names(text: str) -> Markup:
    """Return a text as HTML; what stands between backticks is a name or a value, the same in every language."""
    return Markup(_NAMED.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704  the text is escaped


def _in_english(attributes: str, text: str) -> Markup:
    """Return a text marked as English, for a page in another language."""
    return Markup(f"<span{attributes}>{escape(text)}</span>") if text else Markup("")  # noqa: S704  both are escaped
