"""One address of each kind of page in the room of this repository."""

CABLE = "cable/2007/astana/07ASTANA1061.html"
NOT_HELD = "cable/2006/astana/06ASTANA368.html"
KINDS = {
    "front": "index.html",
    "cable": CABLE,
    "not-held": NOT_HELD,
    "tags": "tag/index.html",
    "tag": "tag/SNAR.html",
    "posts": "origin/index.html",
    "post": "origin/astana.html",
    "dates": "date/index.html",
    "month": "date/2007/04.html",
    "year": "cable/2007/index.html",
    "levels": "classification/index.html",
    "captions": "caption/index.html",
    "signers": "signer/index.html",
    "references": "reference/index.html",
    "coverage": "coverage/index.html",
    "glossary": "glossary.html",
    "search": "search/index.html",
    "nowhere": "404.html",
}
