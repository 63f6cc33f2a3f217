"""One address of each kind of page in the room of this repository."""

CABLE = "cable/2007/astana/07ASTANA1061.html"
NOT_HELD = "cable/2006/astana/06ASTANA368.html"
TITLE = "Kazakhstan Resolves to Improve TIP Response"
MARKED = "cable/2005/lindemar/05LINDEMAR488.html"  # portion marks, redactions, a thread
KINDS = {
    "front": "index.html",
    "cable": CABLE,
    "cable-secret": MARKED,
    "cable-table": "cable/2008/vensk/08VENSK41.html",
    "not-held": NOT_HELD,
    "tags": "tag/index.html",
    "tag": "tag/QH.html",
    "posts": "origin/index.html",
    "post": "origin/lindemar.html",
    "dates": "date/index.html",
    "year": "cable/2007/index.html",
    "levels": "classification/index.html",
    "captions": "caption/index.html",
    "references": "reference/index.html",
    "coverage": "coverage/index.html",
    "glossary": "glossary.html",
    "abbreviation": "abbreviation/TIP.html",
    "data": "data/index.html",
    "search": "search/index.html",
    "results": "search/index.html?q=ferry",
    "reading-list": "list/index.html",
    "check-citations": "check-citations/index.html",
    "how-to-read": "how-to-read.html",
    "about": "about.html",
    "accessibility": "accessibility.html",
    "nowhere": "404.html",
}
