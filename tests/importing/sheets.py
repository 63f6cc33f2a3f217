"""Makes spreadsheets (.xlsx) for tests, as spreadsheet programs write them: shared strings, forms of numbers, merged cells."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

NS = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
PLAIN, DAY, MOMENT, ZEROS = range(4)  # the forms of numbers
STYLES = (
    f'<styleSheet {NS}><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/>'
    '<numFmt numFmtId="165" formatCode="00000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
)

Cell = str | tuple[str, int] | None  # a text, or figures and their form


def sheet(
    rows: Sequence[Sequence[Cell]], texts: dict[str, int], *, before: str = "", after: str = "", hidden: int = 0
) -> str:
    """Return a sheet; before and after are further elements, hidden is the number of a row that is hidden."""
    body = ""
    for number, row in enumerate(rows, 1):
        cells = ""
        for column, cell in enumerate(row):
            place = f"{chr(ord('A') + column)}{number}"
            if isinstance(cell, str) and cell:
                cells += f'<c r="{place}" t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>'
            elif isinstance(cell, tuple):
                cells += f'<c r="{place}" s="{cell[1]}"><v>{cell[0]}</v></c>'
        shown = ' hidden="1"' if number == hidden else ""
        body += f'<row r="{number}"{shown}>{cells}</row>'
    return f"<worksheet {NS}>{before}<sheetData>{body}</sheetData>{after}</worksheet>"


def spreadsheet(
    sheets: Mapping[str, str], texts: Mapping[str, int], *, state: str = "", more: Mapping[str, str] | None = None
) -> bytes:
    """Return a spreadsheet of sheets by name; state is that of the last."""
    listed = relations = ""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for number, (name, data) in enumerate(sheets.items(), 1):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", data)
            last = f' state="{state}"' if state and number == len(sheets) else ""
            listed += f'<sheet name="{name}" sheetId="{number}"{last} r:id="r{number}"/>'
            relations += f'<Relationship Id="r{number}" Target="worksheets/sheet{number}.xml"/>'
        archive.writestr("xl/workbook.xml", f"<workbook {NS}><workbookPr/><sheets>{listed}</sheets></workbook>")
        archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{relations}</Relationships>")
        items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
        archive.writestr("xl/sharedStrings.xml", f"<sst {NS}>{items}</sst>")
        archive.writestr("xl/styles.xml", STYLES)
        for name, text in (more or {}).items():
            archive.writestr(name, text)
    return out.getvalue()


def book(rows: Sequence[Sequence[Cell]], *, before: str = "", after: str = "", hidden: int = 0) -> bytes:
    """Return a spreadsheet of one sheet."""
    texts: dict[str, int] = {}
    made = sheet(rows, texts, before=before, after=after, hidden=hidden)
    return spreadsheet({"Cables": made}, texts)
