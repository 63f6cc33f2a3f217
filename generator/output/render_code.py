"""Templates compiled to code that does less: the pages of a room are the same, in half the time.

Three things differ from the code that Jinja2 writes. A field is read as ``view.title`` and not by a function that also
tries ``view["title"]``. Text is escaped to plain text, not to an object around it. What a block prints is collected in
one list instead of passed up piece by piece. Where a template asks for what is not there, or for an entry by the name of
a field, this code raises; the renderer then makes the page with the code of Jinja2 itself, whose answer counts.
"""

from keyword import iskeyword

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst

from generator.pages.escaping import escape_value


class ShortCode(CodeGenerator):
    """Writes the code of one template."""

    def write_commons(self) -> None:
        """Make the function that escapes a name of each function."""
        super().write_commons()
        self.writeline("escaped = environment.escaped")

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


def _is_whole(frame: Frame) -> bool:
    return frame.block_frame or (frame.toplevel and frame.rootlevel)


def shorten(environment: Environment) -> Environment:
    """Let an environment compile its templates so; it must not have compiled any yet."""
    environment.code_generator_class = ShortCode
    environment.escaped = escape_value  # type: ignore[attr-defined]
    return environment
