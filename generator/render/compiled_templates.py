"""Templates compiled to code that does less: the pages of a room are the same, in half the time.

Five things differ from the code that Jinja2 writes. A field is read as ``view.title`` and not by a function that also
tries ``view["title"]``. Text is escaped to plain text, not to an object around it. What a block prints is collected in
one list instead of passed up piece by piece. A macro or function is called as it is, not by way of a function that asks
whether it wants the context: nothing that a template may call here does. What a macro of ``_lines.html`` makes is kept.
Where a template asks for what is not there, or for an entry by the name of a field, this code raises; the renderer then
makes the page with the code of Jinja2 itself, whose answer counts.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from keyword import iskeyword

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef, optimizeconst
from jinja2.runtime import Macro
from markupsafe import Markup

from generator.pages.html import escape_value

# Templates whose macros read their arguments alone: a cable is the same line in dozens of lists.
REMEMBERED = frozenset({"_lines.html", "program/_lines.html"})
_MOST = 16_384  # texts that one process remembers of each such macro, some 10 MB

_marked: Callable[[str], Markup] = partial(str.__new__, Markup)  # Markup(…) would ask what it is given for HTML first


class ShortCode(CodeGenerator):
    """Writes the code of one template."""

    def write_commons(self) -> None:
        """Make the function that escapes a name of each function."""
        super().write_commons()
        self.writeline("escaped = environment.escaped")
        self.writeline("direct = environment.direct")
        self.writeline("remembered = environment.remembered")

    def enter_frame(self, frame: Frame) -> None:
        """Begin a list for what a whole template or block prints."""
        super().enter_frame(frame)
        if _is_whole(frame):
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """Pass on what was printed."""
        super().leave_frame(frame, with_python_scope)
        if _is_whole(frame):
            self.writeline(f"yield concat({frame.buffer})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  the base class's name
        """Read a field; ``self.title`` is no field but a block of the template."""
        if iskeyword(node.attr) or (isinstance(node.node, nodes.Name) and node.node.name == "self"):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802  as above
        """Call what is called by place alone; names, stars and what stands where nothing is escaped stay Jinja2's."""
        by_name = forward_caller or node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None
        if by_name or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Make a macro that may be called directly; those of one template are called once for the same arguments."""
        self.write("remembered(macro, " if self.name in REMEMBERED else "direct(macro, ")
        super().macro_def(macro_ref, frame)
        self.write(")")


def _is_whole(frame: Frame) -> bool:
    return frame.block_frame or (frame.toplevel and frame.rootlevel)


def _direct(function: Callable[..., str], macro: Macro) -> Callable[..., str]:
    """Return what calls a macro's function at once where every argument is given by place, else by way of the macro."""
    if macro.caller or macro.catch_kwargs or macro.catch_varargs or not macro._default_autoescape:  # noqa: SLF001  no other way to know
        return macro
    count = len(macro.arguments)

    def call(*given: object, **named: object) -> str:
        if named or len(given) != count:
            return macro(*given, **named)
        return _marked(function(*given))

    return call


def _remembered(function: Callable[..., str], macro: Macro) -> Callable[..., str]:
    return lru_cache(_MOST)(_direct(function, macro))


def shorten(environment: Environment) -> Environment:
    """Let an environment compile its templates so; it must not have compiled any yet."""
    environment.code_generator_class = ShortCode
    environment.escaped = escape_value  # type: ignore[attr-defined]
    environment.direct = _direct  # type: ignore[attr-defined]
    environment.remembered = _remembered  # type: ignore[attr-defined]
    # One dict in place of two in a chain, which Jinja2 would copy a name at a time for each page.
    environment.make_globals = lambda given: {**environment.globals, **(given or {})}  # type: ignore[method-assign, assignment]
    return environment
