"""Languages as feeds name them.

Sources: BCP 47 (https://www.rfc-editor.org/info/bcp47);
https://www.loc.gov/standards/iso639-2/php/code_list.php
"""

from __future__ import annotations

import re

_TAG = re.compile(r"([a-z]{2,3})((?:[-_][a-z0-9]{1,8})*)", re.IGNORECASE)

_TWO_LETTERS = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv "
    "kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr "
    "nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq "
    "sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
    "yo za zh zu"
)
"""ISO 639-1, with the former codes that old programs still write (he was iw)."""


def is_language(value: str) -> bool:
    """Return whether a value names a language: a known code of two letters, or one of three.

    What follows it, a region or a script, is only looked at for its form; so is a code of three
    letters, of which there are 8,000.
    """
    match = _TAG.fullmatch(value)
    if match is None:
        return False
    code = match[1].lower()
    return len(code) == 3 or code in _TWO_LETTERS.split()  # noqa: PLR2004 - letters
