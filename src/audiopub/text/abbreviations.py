"""Abbreviations, whose point may or may not end a sentence.

Compiled by hand for audiopub. They are in lower case and without their last point. None is a word
as well that often ends a sentence: what is gained where it is an abbreviation would be lost there.
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
def units(language: str) -> frozenset[str]:
    """Return those that close a quantity: after a figure, a capital begins a sentence.

    There are none in German, which has capitals on all nouns: "5 Mio. Euro".
    """
    return frozenset(_UNITS.get(language, "").split())


@functools.cache
def at_the_end(language: str) -> frozenset[str]:
    """Return those that close a list: a capital after them begins a sentence."""
    return frozenset(_AT_THE_END.get(language, "").split())


_BEFORE_NAMES = {
    "bg": """
    акад бул г-жа г-н д-р доц инж напр проф св т.е т.нар ул
    """,
    "cs": """
    arch bc dipl doc dr gen ing inž judr kpt kupř mgr mudr mvdr např npor nám p paeddr phdr plk
    ppor prof pí resp rndr rozh rtm sl st sv tj tzn tzv ul zejm
    """,
    "da": """
    bl.a cand dr f.eks frk ing jf jfr kgl prof skt stud vedr
    """,
    "de": """
    bspw bzw ca d.h dgl dipl dr ehem eigtl einschl evtl exkl exz fa fam fr geb gem gest ggf hg hl
    hr hrn hrsg ing inkl insb insbes jur kath lt med mr mrs nat näml nördl phil prof präs rer röm
    sog sogen soz st südl theol ugs verh verw vgl vs westl wiss z.b zit zw östl
    """,
    "el": """
    βλ δηλ δρ κ κα καθ λ.χ π.χ πρβλ
    """,
    "en": """
    adm approx asst attn capt cf cmdr col comdr cpl cpt dr e.g esp ft gen gov hon i.e insp lt
    lt.-col maj messrs mlle mme mr mrs ms mt mx pfc ph pres prof pvt rep resp rev rt sen sens sgt
    st sta ste supt viz vs
    """,
    "es": """
    arq arz atte av avda ayto brig card cf cmdt cnel comte cte cía d dipl dr dra dña ej exc excma
    excmo gob gral hnos ilma ilmo ing lcdo ldo lic mons mtro p.ej pbro pdte prof profa pza rte sr
    sra sres srs srta srtas sta sto tte ud uds vda
    """,
    "et": """
    dr hr jr lk nr nt pr prof s.o st
    """,
    "fi": """
    dipl dos esim fil hra kapt kenr lis luutn maist maj mm mr mrs nk ns nti pres prof rva synt tri
    ts us vrt vs
    """,
    "fr": """
    adj av bd boul c.-à-d capt cdt cf cie dir dr drs env ing insp lieut lt m me mgr mgrs mlle
    mlles mm mme mmes mr p.ex pdt pr prof prés resp réf sgt ss st ste sts vs vve éd
    """,
    "hr": """
    doc dr gosp gđa ing mons npr prof sv tj tzv ul
    """,
    "hu": """
    dr ifj ill kb pl prof st sz szt vö özv ún
    """,
    "it": """
    amm arch avv card cav cfr col comm dott dott.ssa dr dr.ssa dssa egr es gen geom ill ing ingg
    mons on onn p.es prof prof.ssa proff rag rev s s.e sac sen sig sig.ra sigg sost spett ss ten
    ven
    """,
    "lt": """
    akad doc dr gen inž kun prof pvz t.y šv
    """,
    "lv": """
    doc dr gen inž prof sv t.i
    """,
    "nb": """
    bl.a cand dr f.eks frk ing jf jfr kgl prof skt stud vedr
    """,
    "nl": """
    bc bijv bv d.w.z dhr dr drs ds geb i.c i.s.m i.v.m ing ir jhr kard lt luit m.a.w m.b.t m.b.v
    m.i.v m.m.v m.n mej mevr mgr mr mw n.a.v o.a o.b.v o.l.v o.m o.v.v plm prof prof.dr resp sgt
    st t.a.v t.b.v t.g.v t.h.v t.n.v vgl vs z.g zgn
    """,
    "pl": """
    abp adm al bp bryg dr dyr gen hab hr insp inż jw kard kmdr kpr kpt ks lek m.in mec mgr mjr
    nadinsp nadkom niem np os p pkom pl podkom por pp ppor ppłk prof przew płk red ref rtm sierż
    st tj tow tzn tzw ul vel woj zob śp św
    """,
    "pt": """
    arq av brig cap card cel cf cmdt comte cons d des dr dr.ª dra drs eng eng.º engo ex exa exma
    exmo fr gen ilma ilmo insp lic maj mons p.ex pe pres prof profa profs rev sarg sgt sr sr.ª sra
    sras srs srta srtas sta sto ten vs
    """,
    "ro": """
    acad d-l d-na dl dna dr gen ing prof sf str șos
    """,
    "ru": """
    акад арх бульв вкл г г-жа г-жи г-н г-на ген ген.-лейт гр д-р деп дер дир доц зам инж канд кап
    лат лейт м-р мл наб напр нем о оз п пер пл подп пос пр просп проф псевд ред реж род с св сев
    см ср ст т.е т.к т.н т.наз тов ул урожд франц чл.-корр юж яз
    """,
    "sk": """
    bc doc dr gen ing judr kpt mgr mudr napr npor nám plk prof resp sv t.j t.zv tj tzv ul
    """,
    "sl": """
    doc dr gdč gen ing npr prof sv t.i t.im tj ul
    """,
    "sr": """
    doc dr gđa ing npr prof sv tj tzv ul гђа доц др инж нпр проф св тзв тј ул
    """,
    "sv": """
    adv bl.a d.v.s dir dr exkl f.d f.n.v fr frk hr inkl jfr jur kand kapt löjtn mag maj ordf p.g.a
    prof resp s.k s:t t.ex tekn
    """,
    "tr": """
    alb apt asb av başk bknz bkz bul bçvş cad cd doç dr dz ecz gen gön haz hst hz inş işl kd kor
    korg krş mah mim mr mrs müd müh onb opr ord org prof sb sk sn sok tic tuğa tuğg tümg uzm yb
    yrd yzb çev örn öğr üni ütğm şb
    """,
    "uk": """
    акад бул бульв вул ген ген.-лейт гр д-р деп дер див дир доц заст зб канд лейт м м-р мл муз наб
    напр нар о оз п пл пор пос пп пров просп проф псевд підп ред реж с св ст т.б т.зв т.к тов
    урядж фр франц чл.-кор яз ім інж
    """,
}

_BEFORE_NUMBERS = {
    "bg": """
    бр гл с стр табл тел фиг чл
    """,
    "cs": """
    cca kap kl obr odst pol pozn písm r roč s sb str tab č čl čís
    """,
    "da": """
    ca fig kap kl nr pkt stk tlf
    """,
    "de": """
    abb abs abschn anh anm art aufl bd bl ca fig kap kl lfd nr nrn num pkt rdnr rn s sp str tab
    tel tl ziff
    """,
    "el": """
    αρ αριθ εικ κεφ σελ τηλ
    """,
    "en": """
    app art c ca ch chap chaps ex fig figs no nos p para paras pl pp pt pts sec sect sept vol vols
    """,
    "es": """
    aprox art arts cap caps fig fol lám n.º no nro núm núms p pág págs párr s sec tel teléf tít
    vol
    """,
    "et": """
    lk nr tel
    """,
    "fi": """
    k kl kpl kuva n nr nro os par puh s taul v
    """,
    "fr": """
    art chap env fasc fig fol h n no nos n° p par pp réf s sect tél vol
    """,
    "hr": """
    br str tel čl
    """,
    "hu": """
    kb tel
    """,
    "it": """
    art artt c ca cap capp co fasc fig fol n nn p pag pagg par prot sec sez tab tav tel vol
    """,
    "nb": """
    ca fig kap kl nr pkt tlf
    """,
    "nl": """
    afb art blz ca fig fol hfst nr nrs p pag par tel vol
    """,
    "pl": """
    ark art ca cz godz il nr ok par pkt poz przyp rozdz ryc rys s str sygn t tab tel ust vol zał
    """,
    "pt": """
    art arts cap caps fasc fig fl fls n.º no nro nº núm núms p pp pág págs séc sécs tel tít vol
    """,
    "ro": """
    alin art cap fig nr pag tel vol
    """,
    "ru": """
    вып гл д изд илл кв кон корп нач ок оф п подп пп прим разд рис сб сер ст стр т табл тел ч чл
    """,
    "sk": """
    obr ods písm str tel č čl
    """,
    "sl": """
    str tel čl št
    """,
    "sr": """
    br str tel čl бр стр тел чл
    """,
    "sv": """
    ca fig kap kl nr nris s sid tab tel tfn
    """,
    "tr": """
    md no nr s sf sh tel tlf
    """,
    "uk": """
    буд вип гл кв корп ок оф п пп прим рис розд сб ст стор т табл тел ч чл іл
    """,
}

_WITHIN = {
    "bg": """
    в вв г гг млн млрд н.е пр.н.е хил
    """,
    "cs": """
    a.s atp dop ha hl hod inc kg km kr kč max mil min mld mm n.l o.p.s odp př.kr př.n.l s.p s.r.o
    sek st stol tel tis
    """,
    "da": """
    e.kr f.kr mht mia mio t.o.m
    """,
    "de": """
    a.d a.m allg bzgl co d.j e.g e.v ebd f ff i.b i.d.r i.e i.v inc jh jhd jhdt jr k.o ltd m.e max
    n min mind mio mrd mtl v n.chr o.b o.g o.k p.a p.m p.s s.o s.u sen std tsd u.a u.u v.a v.chr
    z.hd z.t zzgl
    """,
    "el": """
    κ.ά μ.μ μ.χ π.μ
    """,
    "en": """
    a.d a.k.a a.m al assn ave b.a b.c b.c.e b.sc blvd bros c.e calif co conn corp d.c dept ed eds
    esq est govt hr hrs inc intl jr ltd m.a m.d mfg min mph natl okla p.m penn ph.d plc s.c sr
    tenn u.k u.n u.s u.s.a univ wis
    """,
    "es": """
    a.c a.d a.m aa.vv apdo aprox cm cía d.c d.f depto dpto ee.uu gr ha hab inc j.c kg km ltda min
    mm máx mín op.cit p.m s.a s.l s.r.l seg soc tel u.e
    """,
    "et": """
    e.kr jr kr milj mld mln p.kr
    """,
    "fi": """
    ao e.kr eaa ekr em eur ha huom inc j.kr jkr jr kg kk klo km ltd milj min mk mm mrd n.s oik po
    s.a sek snt vsta yo
    """,
    "fr": """
    apr av c.e cm dép févr ha hab inc j.-c janv juil kg km ltd min mm op.cit p.-s p.s s.a s.a.r.l
    s.v.p sec u.r.s.s univ
    """,
    "hr": """
    d.d d.o.o mil mlrd n.e pr.kr tis
    """,
    "hu": """
    i.e i.sz kft kr.e kr.u mrd zrt
    """,
    "it": """
    a.c aa.vv ca cc circ cm d.c d.l d.p.r ha inc jr kg km ltd min mld mln mm n.d.r op.cit p.s
    s.n.c s.p.a s.r.l sec u.e u.s.a
    """,
    "lt": """
    mln mlrd pr.kr tūkst
    """,
    "lv": """
    milj mljrd p.m.ē tūkst
    """,
    "nb": """
    e.kr f.kr mht mill mrd
    """,
    "nl": """
    v n a.s a.u.b b.v c.q c.s ca cm e.a ha i.p.v inc jl jr kg km ltd min mio mld mln mm mnd n.a.v
    n.chr n.v o.a p.j pct sec sr t.o.v v.chr
    """,
    "pl": """
    cm dol eur gosp gr ha im inc kg km ltd max mies min mld mln mm n.e okr p.n.e pn proc r s.a sek
    szt tys w wsp ww wyd zw zł
    """,
    "pt": """
    a.c a.d a.m aprox apto cia cm d.c d.f e.g e.u.a ha hab i.e inc jr kg km ltda min mm máx mín
    obs op.cit p.m s.a s.d s.o.s seg
    """,
    "ro": """
    d.hr mil mld s.a s.r.l î.hr
    """,
    "ru": """
    англ в вв вост г га гг долл евр и.о им ин кв кг км коп м мес мин млн млрд мм н.э нац об обл
    окр пр проц р р-н респ руб сек трлн тыс физ хоз ч чел шт
    """,
    "sk": """
    hod mil mld n.l pr.n.l s.r.o sek tis
    """,
    "sl": """
    d.d d.o.o mio mrd pr.n.št
    """,
    "sr": """
    d.o.o mil mlrd n.e p.n.e мил млрд н.е п.н.е
    """,
    "sv": """
    ca cm e.kr f.kr f.n f.v.b f.ö fr.o.m ha hg i.o.m inc kg km kr ltd mdr mfl milj min mkr mm omkr
    sek st t.o.m tel tis tkr u.a u.å v.g
    """,
    "tr": """
    a.ş cm dk i.s i.ö kg km kr ltd m.s m.ö mm mrk p.k sn t.c tl yy
    """,
    "uk": """
    англ га год грн дол долл др кв кг км коп млн млрд мм міс н.е нац обл окр р р-н респ рр сек соц
    ст терр тис трлн хв шт і.о
    """,
}

_UNITS = {
    "cs": """
    ha hod kg km kč mil min mld mm sek tis
    """,
    "es": """
    a.m cm ha kg km min mm p.m seg
    """,
    "fi": """
    eur ha kg km milj min mk mm mrd sek snt
    """,
    "fr": """
    cm ha kg km min mm sec
    """,
    "it": """
    cm ha kg km min mld mln mm sec
    """,
    "nl": """
    cm ha kg km min mio mld mln mm sec
    """,
    "pl": """
    cm dol gr ha kg km min mld mln mm proc sek szt tys zł
    """,
    "pt": """
    a.m cm ha kg km min mm p.m seg
    """,
    "ru": """
    га долл кв.км кв.м кг км коп куб.м мин млн млрд мм проц руб сек трлн тыс чел шт
    """,
    "sv": """
    cm ha kg km kr mdr milj min mkr mm sek tkr
    """,
    "tr": """
    cm dk kg km mm tl
    """,
    "uk": """
    га грн дол кв.км кв.м кг км коп куб.м млн млрд мм сек тис трлн хв шт
    """,
}

_AT_THE_END = {
    "bg": """
    др и.т.н т.н
    """,
    "cs": """
    aj apod atd
    """,
    "da": """
    m.fl m.m mfl osv
    """,
    "de": """
    etc u.dgl u.s.f u.s.w u.v.m u.ä usw uvm
    """,
    "el": """
    κ.λπ κλπ κτλ
    """,
    "en": """
    etc
    """,
    "es": """
    etc
    """,
    "et": """
    jms jne
    """,
    "fi": """
    jne tms ym yms
    """,
    "fr": """
    etc
    """,
    "hr": """
    itd
    """,
    "hu": """
    stb
    """,
    "it": """
    ecc etc
    """,
    "lv": """
    u.c utt
    """,
    "nb": """
    m.fl m.m mfl osv
    """,
    "nl": """
    e.a e.d enz etc
    """,
    "pl": """
    etc i.in in itd itp
    """,
    "pt": """
    etc
    """,
    "ro": """
    ș.a
    """,
    "ru": """
    др и.др т.д т.п
    """,
    "sk": """
    atď
    """,
    "sl": """
    ipd itd
    """,
    "sr": """
    itd итд
    """,
    "sv": """
    etc m.fl m.m mfl mm o.d o.dyl o.s.v osv
    """,
    "tr": """
    vb vd vs
    """,
    "uk": """
    т.д т.п та.ін ін
    """,
}
