"""Makes PDF files for tests: a page is a list of operators of its own, so that a test says where each word stands."""

import io
from collections.abc import Sequence

import pypdfium2

CABLE = (
    "UNCLAS VENSK 000031", "", "E.O. 12958: N/A", "TAGS: PREL", "SUBJECT: THE HARBOR OF VENSK", "",
    "1. The harbor is open.", "2. The pilots are paid.",
)  # fmt: skip


def lines(texts: Sequence[str], *, top: int = 720, size: int = 10) -> str:
    """Return the operators that print lines, one below the other."""
    return "\n".join(word(text, 72, top - 12 * at, size) for at, text in enumerate(texts) if text)


def word(text: str, x: float, y: float, size: int = 10) -> str:
    """Return the operators that print a text at a place."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT 0 g /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET"


def box(x: float, y: float, w: float, h: float, colour: str = "0 g") -> str:
    """Return the operators that fill a rectangle."""
    return f"{colour} {x} {y} {w} {h} re f"


def make_pdf(pages: Sequence[str], *, catalog: str = "", page: str = "", objects: Sequence[str] = ()) -> bytes:
    """Return a PDF.

    Args:
        pages: the operators of each page, which is 612 by 792 points and has Courier as F1.
        catalog: further entries of its catalog.
        page: further entries of each page.
        objects: further objects, numbered from 4.
    """
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>", "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>", *objects,
    ]  # fmt: skip
    kids = []
    for content in pages:
        number = len(bodies) + 1
        kids.append(f"{number} 0 R")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> {page} >>"
        )
        bodies.append(f"<< /Length {len(content.encode('latin-1'))} >>\nstream\n{content}\nendstream")
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(bodies) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode("latin-1")


def scanned(data: bytes) -> bytes:
    """Return a PDF of pictures of the pages of a PDF, without any text."""
    scan = pypdfium2.PdfDocument.new()
    for page in pypdfium2.PdfDocument(data):
        picture = pypdfium2.PdfImage.new(scan)
        picture.set_bitmap(page.render(scale=200 / 72))
        wide, high = page.get_size()
        picture.set_matrix(pypdfium2.PdfMatrix().scale(wide, high))
        sheet = scan.new_page(wide, high)
        sheet.insert_obj(picture)
        sheet.gen_content()
    out = io.BytesIO()
    scan.save(out)
    return out.getvalue()
