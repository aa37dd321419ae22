"""Abbreviations, whose point may or may not end a sentence.

Compiled by hand for audiopub. They are in lower case and without their last point.
"""

from __future__ import annotations

import functools


@functools.cache
def before_names(language: str) -> frozenset[str]:
    """Return those that a name follows, or what they introduce: the sentence goes on."""
    return frozenset(_BEFORE_NAMES.get(language, "").split())


@functools.cache
def before_numbers(language: str) -> frozenset[str]:
    """Return those after which the sentence goes on if a number follows."""
    return frozenset(_BEFORE_NUMBERS.get(language, "").split())


@functools.cache
def within(language: str) -> frozenset[str]:
    """Return those that stand within a sentence or at its end."""
    return frozenset(_WITHIN.get(language, "").split())


@functools.cache
def at_the_end(language: str) -> frozenset[str]:
    """Return those that close a list: a capital after them begins a sentence."""
    return frozenset(_AT_THE_END.get(language, "").split())


_BEFORE_NAMES = {
    "cs": (
        "bc doc dr gen ing judr kpt mgr mudr např nám p phdr plk prof pí rndr sl sv tj tzn tzv ul"
    ),
    "de": (
        "bzw ca d.h dipl dr evtl exkl fr geb gest ggf hg hr hrn hrsg ing inkl jur kath med "
        "nat phil prof rer röm sog st verh vgl z.b zit"
    ),
    "en": (
        "adm approx capt cf cmdr col dr e.g ft gen gov hon i.e lt maj messrs mr mrs ms mt mx "
        "pres prof rep rev sen sgt st ste supt viz vs"
    ),
    "es": (
        "arq av avda cf cnel d dr dra dña ej gral ing lic p.ej prof profa sr sra sres srta ud uds"
    ),
    "fi": "esim fil hra lis maist mm ns nti prof rva synt tri ts vrt",
    "fr": (
        "av bd c.-à-d cf dr drs env m me mgr mlle mlles mm mme mmes p.ex pr prof st ste sts vve éd"
    ),
    "it": (
        "arch avv cfr dott dott.ssa dr es geom ing mons on p.es prof prof.ssa s sen sig "
        "sig.ra sigg ss"
    ),
    "nl": (
        "bijv bv d.w.z dhr dr drs ds i.v.m ing ir m.b.t mej mevr mr mw prof prof.dr resp st "
        "t.a.v z.g zgn"
    ),
    "pl": (
        "abp al bp dr gen hab im inż kpt ks lek m.in mgr mjr np os p pl por pp prof płk red "
        "tj tzn tzw ul św"
    ),
    "pt": (
        "arq av cap cel cf d dr dra drs eng ex exma exmo gen p.ex prof profa sr sra sras srs srta"
    ),
    "ru": (
        "акад г г-жа г-н ген гр доц им канд наб напр о п пер пл полк пр просп проф с св см ср "
        "т.е т.к т.н тов ул"
    ),
    "sv": "bl.a d.v.s dr f.d fr frk hr jfr p.g.a prof resp s.k t.ex ung",
    "tr": "alb apt av bkz bul cad doç dr gen haz hz krş mah org prof sn sok yrd yzb çev",
    "uk": (
        "акад бул вул ген гр д-р див доц канд м наб напр о п пл полк пор пп пров просп проф с "
        "св т.зв т.к ім"
    ),
}

_BEFORE_NUMBERS = {
    "cs": "kap kl obr odst písm r s str tab č čl čís",
    "de": "abb abs art aufl bd kap nr s str tab tel ziff",
    "en": "art ch fig figs no nos p pp sec vol vols",
    "es": "art arts cap fig n.º no núm p pág págs tel vol",
    "fi": "kpl kuva n nro os puh s taul",
    "fr": "art chap fig n no n° p pp réf tél vol",
    "it": "art artt cap fig n nn p pag pagg tel vol",
    "nl": "art blz fig hfst nr nrs p pag tel",
    "pl": "art godz nr ok pkt poz rys s str t tab tel ust",
    "pt": "art arts cap fig n.º no nº núm p pp pág págs tel vol",
    "ru": "гл д кв корп оф п пп рис ст стр табл тел",
    "sv": "fig kap kl nr s sid tel",
    "tr": "md no s sf tel",
    "uk": "буд гл кв корп оф п пп рис ст стор табл тел",
}

_WITHIN = {
    "cs": "dop hod kč mil min mld n.l odp sek st tis",
    "de": (
        "a.d a.m allg d.j e.v f ff i.b i.d.r i.v jh jhd jhdt jr m.e max min mind mio mrd "
        "n.chr o.b o.g p.s s.o s.u sen tsd u.a u.u v.a v.chr z.t zzgl"
    ),
    "en": (
        "a.d a.m al b.a b.c bros calif co corp d.c dept ed eds est hr hrs inc jr ltd m.a m.d "
        "min p.m ph.d sr u.k u.n u.s u.s.a"
    ),
    "es": "a.c a.m aprox d.c dpto ee.uu min p.m s.a seg",
    "fi": "ao e.kr eaa em j.kr klo milj mrd n.s po",
    "fr": "apr av hab j.-c min s.a",
    "it": "a.c ca d.c min mld mln s.p.a s.r.l",
    "nl": "ca e.a i.p.v jr min mld mln n.a.v n.chr o.a sr t.o.v v.chr",
    "pl": "gr min mld mln n.e p.n.e r sek szt tys w ww wyd zł",
    "pt": "a.c aprox d.c e.u.a min s.a seg",
    "ru": "в вв г гг др коп м мин млн млрд н.э пр руб сек трлн тыс ч",
    "sv": "ca e.kr f.kr f.n f.ö fr.o.m i.o.m mdr milj min st t.o.m tkr",
    "tr": "i.s i.ö kg km m.s m.ö yy",
    "uk": "год грн др коп млн млрд н.е обл р рр сек ст тис трлн хв ін",
}

_AT_THE_END = {
    "cs": "aj apod atd",
    "de": "etc u.dgl u.s.w u.ä usw",
    "en": "etc",
    "es": "etc",
    "fi": "jne ym yms",
    "fr": "etc",
    "it": "ecc etc",
    "nl": "e.d enz etc",
    "pl": "etc itd itp",
    "pt": "etc",
    "ru": "т.д т.п",
    "sv": "etc m.m mm o.s.v osv",
    "tr": "vb vd vs",
    "uk": "т.д т.п",
}
