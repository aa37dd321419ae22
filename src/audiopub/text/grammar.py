"""The small words around nouns, and how noun phrases are built.

Compiled by hand for audiopub, from closed classes only.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

Order = Literal["before", "around", "german", "cases", "endings"]
"""Where adjectives stand, and what tells that a noun is in the form that a dictionary gives:

``before`` the noun, without cases (English, Dutch, Swedish); ``around`` it, without cases (the
Romance languages); ``german``; ``cases``, told by endings that agree (the Slavic languages);
``endings`` on the last noun alone (Finnish, Turkish).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The function words of a language, in lower case."""

    order: Order
    """How its noun phrases are built."""

    definite: frozenset[str] = frozenset()
    """Definite articles; a title may begin with one."""

    determiners: frozenset[str] = frozenset()
    """Other words that noun phrases begin with, and that a title does without."""

    links: frozenset[str] = frozenset()
    """What ties a noun to the one it belongs to: ``of``, alone or with an article."""

    prepositions: frozenset[str] = frozenset()
    """Others, after which its case tells nothing."""

    genitive: frozenset[str] = frozenset()
    """Prepositions after which a noun is in the genitive, which may look like a plural."""

    @property
    def articles(self) -> frozenset[str]:
        """All that noun phrases begin with."""
        return self.definite | self.determiners


@functools.cache
def grammar(language: str) -> Grammar | None:
    """Return the grammar of a language, ``None`` if there is none here."""
    if language not in _GRAMMARS:
        return None
    order, table = _GRAMMARS[language]
    words = {
        name.strip(): frozenset(found.split())
        for name, _, found in (line.partition(":") for line in table.split(";") if line.strip())
    }
    return Grammar(order=order, **words)


_GRAMMARS: dict[str, tuple[Order, str]] = {
    "cs": (
        "cases",
        """
        prepositions: k ke mezi na nad o po pod pro proti před přes při s se v ve za;
        genitive: bez do kolem od ode u vedle z ze
        """,
    ),
    "de": (
        "german",
        """
        definite: der die das;
        determiners: ein eine kein keine den dem des einen einem einer eines;
        links: der des eines einer;
        prepositions: an auf aus durch für gegen hinter im in ins mit nach ohne über unter vom von
        vor zu zum zur zwischen
        """,
    ),
    "en": (
        "before",
        """
        definite: the;
        determiners: a an every each no any some another her his its my our their your this that
        these those;
        links: of;
        prepositions: about after against among before behind between beyond for from in near on
        over to towards under with without
        """,
    ),
    "es": (
        "around",
        """
        definite: el la los las;
        determiners: un una unos unas cada ningún ninguna algún alguna su sus mi mis nuestro
        nuestra este esta estos estas ese esa esos esas aquel aquella;
        links: de del;
        prepositions: a al ante bajo con contra desde en entre hacia hasta para por sin sobre tras
        """,
    ),
    "fi": (
        "endings",
        "",
    ),
    "fr": (
        "around",
        """
        definite: le la les l';
        determiners: un une des chaque aucun aucune quelques son sa ses leur leurs notre nos votre
        vos mon ma mes ce cet cette ces;
        links: de du d';
        prepositions: à au aux avant après avec chez contre dans depuis dès en entre par parmi
        pendant pour sans sous sur vers
        """,
    ),
    "it": (
        "around",
        """
        definite: il lo la i gli le l';
        determiners: un uno una un' ogni nessun nessuna qualche questo questa questi queste quel
        quella quei quelle suo sua suoi sue loro nostro nostra;
        links: di del dello della dei degli delle dell' d';
        prepositions: a al allo alla ai agli alle all' con contro da dal dallo dalla dai dagli
        dalle dall' fra in nel nello nella nei negli nelle nell' per senza sotto su sul sullo
        sulla sui sugli sulle sull' tra verso
        """,
    ),
    "nl": (
        "before",
        """
        definite: de het;
        determiners: een elke elk ieder iedere geen deze dit die dat zijn haar hun onze ons mijn
        uw;
        links: van;
        prepositions: aan achter bij binnen boven buiten door in langs met na naar naast onder op
        over per rond sinds tegen tijdens tot tussen uit voor zonder
        """,
    ),
    "pl": (
        "cases",
        """
        prepositions: ku między na nad o pod po przeciw przed przez przy w we za;
        genitive: bez dla do koło od ode obok u wśród z ze
        """,
    ),
    "pt": (
        "around",
        """
        definite: o a os as;
        determiners: um uma uns umas cada nenhum nenhuma algum alguma seu sua seus suas nosso
        nossa meu minha este esta estes estas esse essa esses essas aquele aquela;
        links: de do da dos das;
        prepositions: ante após até com contra desde em entre no na nos nas num numa para pela
        pelas pelo pelos por sem sob sobre ao à aos às
        """,
    ),
    "ru": (
        "cases",
        """
        prepositions: в во к ко на над о об перед по под при про с со через за между;
        genitive: без близ вокруг для до из из-за кроме мимо около от ото ради у среди
        """,
    ),
    "sv": (
        "before",
        """
        determiners: den det de en ett varje ingen inget inga någon några sin sitt sina hans
        hennes deras dess vår vårt våra denna detta dessa;
        links: av;
        prepositions: bakom bland efter från för genom hos i inför innan inom kring med mellan mot
        om på sedan till under utan utanför vid över
        """,
    ),
    "tr": (
        "endings",
        """
        determiners: bir bu şu o her hiçbir bazı
        """,
    ),
    "uk": (
        "cases",
        """
        prepositions: в у зі із з між на над о об перед по під при про та через за;
        genitive: без біля від для до з-за з-під крім навколо поза після серед
        """,
    ),
}
