"""The words of the cases: the packaged vocabulary with the posts, tag and spellings of an invented country."""

import functools

from generator.cables.source.model import Line
from generator.vocabulary import Vocabulary, with_site_rows

_POSTS = b"""code,name,kind,city,country,region,country_code,indicator
LINDEMAR,Embassy Lindemar,embassy,Lindemar,Halvania,Specimens,QH,RUXHLM
VENSK,Consulate Vensk,consulate,Vensk,Halvania,Specimens,QH,RUXHVN
PORTOSTREL,Consulate Porto Strel,consulate,Porto Strel,Halvania,Specimens,QH,RUXHPS
"""
_TAGS = b"code,kind,meaning\nQH,country,Halvania\n"


@functools.cache
def words() -> Vocabulary:
    made, problems = with_site_rows({"posts": _POSTS, "tags": _TAGS})
    assert not problems
    return made


def lines(text: str) -> list[Line]:
    return [Line(number, 0, one) for number, one in enumerate(text.split("\n"), 1)]
