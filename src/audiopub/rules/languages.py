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

_THREE_LETTERS = (
    "aar abk ace ach ada ady aeb afa afh afr agq ain aka akk akz alb ale alg aln alt amh ang ann "
    "anp apa ara arc arg arm arn aro arp arq ars art arw ary arz asa ase asm ast ath atj aus ava "
    "ave avk awa aym aze bad bai bak bal bam ban baq bar bas bat bax bbc bbj bej bel bem ben ber "
    "bew bez bfd bfq bgc bgn bho bih bik bin bis bjn bkm bla blo blt bnt bod bos bpy bqi bra bre "
    "brh brx bss btk bua bug bul bum bur byn byv cad cai car cat cau cay cch ccp ceb cel ces cgg "
    "cha chb che chg chi chk chm chn cho chp chr chu chv chy cic ckb clc cmc cnr cop cor cos cpe "
    "cpf cpp cps cre crg crh crj crk crl crm crp crr crs csb csw cus cym cze dak dan dar dav day "
    "del den deu dgr din div dje doi dra dsb dtp dua dum dut dyo dyu dzg dzo ebu efi egl egy eka "
    "ell elx eng enm epo est esu eus ewe ewo ext fan fao fas fat fij fil fin fit fiu fon fra frc "
    "fre frm fro frp frr frs fry ful fur gaa gag gan gay gba gbz gem geo ger gez gil gla gle glg "
    "glk glv gmh goh gon gor got grb grc gre grn gsw guc guj gur guz gwi hai hak hat hau haw hax "
    "heb her hif hil him hin hit hmn hmo hnj hrv hsb hsn hun hup hur hye iba ibb ibo ice ido iii "
    "ijo ikt iku ile ilo ina inc ind ine inh ipk ira iro isl ita izh jam jav jbo jgo jmc jpn jpr "
    "jrb jut kaa kab kac kaj kal kam kan kar kas kat kau kaw kaz kbd kbl kcg kde kea ken kfo kgp "
    "kha khi khm kho khq khw kik kin kir kiu kkj kln kmb koi kok kom kon kor kos kpe krc kri krj "
    "krl kro kru ksb ksf ksh kua kum kur kut kwk kxv lad lag lah lam lao lat lav lez lfn lij lil "
    "lim lin lit liv lkt lmo lol lou loz lrc lsm ltg ltz lua lub lug lui lun luo lus luy lzh lzz "
    "mac mad maf mag mah mai mak mal man mao map mar mas may mde mdf mdr men mer mfe mga mgh mgo "
    "mic min mis mkd mkh mlg mlt mnc mni mno moe moh mon mos mri mrj msa mua mul mun mus mwl mwr "
    "mwv mya mye myn myv mzn nah nai nan nap naq nau nav nbl nde ndo nds nep new nia nic niu njo "
    "nld nmg nnh nno nob nog non nor nov nqo nso nub nus nwc nya nym nyn nyo nzi oci ojb ojc oji "
    "ojs ojw oka ori orm osa oss ota oto paa pag pal pam pan pap pau pcd pcm pdc pdt peo per pfl "
    "phi phn pis pli pms pnt pol pon por pqm pra prg pro pus quc que qug raj rap rar rgn rhg rif "
    "roa rof roh rom ron rtm rue rug rum run rup rus rwk sad sag sah sai sal sam san saq sas sat "
    "saz sba sbp scn sco sdc sdh see seh sei sel sem ses sga sgn sgs shi shn shu sid sin sio sit "
    "sla slh sli slk slo slv sly sma sme smi smj smn smo sms sna snd snk sog som son sot spa sqi "
    "srd srn srp srr ssa ssw ssy stq str suk sun sus sux swa swb swe syc syr szl tah tai tam tat "
    "tce tcy tel tem teo ter tet tgk tgl tgx tha tht tib tig tir tiv tkl tkr tlh tli tly tmh tog "
    "tok ton tpi tru trv trw tsd tsi tsn tso ttm ttt tuk tum tup tur tut tvl twi twq tyv tzm udm "
    "uga uig ukr umb urd uzb vai vec ven vep vie vls vmf vmw vol vot vro vun wae wak wal war was "
    "wbp wel wen wln wol wuu xal xho xmf xnr xog yao yap yav ybb yid yor ypk yrl yue zap zbl zea "
    "zen zgh zha zho znd zul zun zxx zza"
)
"""ISO 639-2 in both of its forms, and what else the CLDR has names for."""

_TERRITORIES = (
    "ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br "
    "bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz "
    "ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw "
    "gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky "
    "kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv "
    "mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py "
    "qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg "
    "th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws xk ye yt za "
    "zm zw"
)
"""ISO 3166-1, and Kosovo."""


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


def is_territory(value: str) -> bool:
    """Return whether a value is a country's code, in upper or lower case."""
    return value.lower() in _TERRITORIES.split()


def doubt(value: str) -> str | None:
    """Say which part of a language tag is known to nobody; ``None`` if all are.

    Of a tag that :func:`is_language` takes, a language of three letters and a region of two are
    looked up. A rare language may be right all the same.
    """
    language, *rest = value.replace("_", "-").split("-")
    if len(language) == 3 and language.lower() not in _THREE_LETTERS.split():  # noqa: PLR2004 - letters
        return f"{language!r} is no usual code of a language"
    for part in rest:
        if len(part) == 1:  # what follows is an extension
            break
        if len(part) == 2 and not is_territory(part):  # noqa: PLR2004 - letters
            return f"{part!r} is no code of a country"
    return None
