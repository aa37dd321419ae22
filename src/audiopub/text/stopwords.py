"""Stop words: what stands in every text, whatever it is about.

Made by scripts/stopwords.py from two collections on PyPI, stopwordsiso 0.7.1 (MIT, Gene Diaz and
contributors) and stop-words 2025.11.4 (BSD-3-Clause, copyright 2014 Alireza Savand and
contributors). Do not edit.
"""

from __future__ import annotations

import functools


@functools.cache
def stop_words(language: str) -> frozenset[str]:
    """Return a language's stop words in lower case, none if it is not one of the fourteen."""
    return frozenset(_STOP_WORDS.get(language, "").split())


_STOP_WORDS = {
    "cs": """
    a aby ahoj aj ale anebo ani aniž ano asi aspoň atd atp az ačkoli až bez beze blízko bohužel brzo
    bude budem budeme budes budete budeš budou budu by byl byla byli bylo byly bys byt být během
    chce chceme chcete chceš chci chtít chtějí chuti ci clanek clanku clanky co coz což cz daleko
    dalsi další den deset design devatenáct devět dnes do dobrý docela dva dvacet dvanáct dvě dál
    dále děkovat děkujeme děkuji email ho hodně i jak jakmile jako jakož jde je jeden jedenáct jedna
    jedno jednou jedou jeho jehož jej jeji jejich její jelikož jemu jen jenom jenž jeste jestli
    jestliže ještě jež ji jich jimi jinak jine jiné jiz již jsem jses jseš jsi jsme jsou jste já jí
    jím jíž jšte k kam každý kde kdo kdy kdyz když ke kolik kromě ktera ktere kteri kterou ktery
    která které který kteři kteří ku kvůli ma mají mate me mezi mi mit mne mnou mně moc mohl mohou
    moje moji možná muj musí muze my má málo mám máme máte máš mé mí mít mě můj může na nad nade nam
    napiste napište naproti nas nasi načež naše naši ne nebo nebyl nebyla nebyli nebyly nechť
    nedělají nedělá nedělám neděláme neděláte neděláš neg nejsi nejsou nemají nemáme nemáte neměl
    neni není nestačí nevadí nez než nic nich nimi nove novy nové nový nula ná nám námi nás náš ní
    ním ně něco nějak někde někdo němu němuž o od ode on ona oni ono ony osm osmnáct pak patnáct po
    pod podle pokud potom pouze pozdě pořád prave pravé pred pres pri pro proc prostě prosím proti
    proto protoze protože proč prvni první práve pta pět před přede přes přese při přičemž re rovně
    s se sedm sedmnáct si sice skoro smí smějí snad spolu sta sto strana sté sve svych svym svymi
    své svých svým svými svůj ta tady tak take takhle taky takze také takže tam tamhle tamhleto
    tamto tato te tebe tebou tedy tema ten tento teto ti tim timto tipy tisíc tisíce to tobě tohle
    toho tohoto tom tomto tomu tomuto toto trošku tu tuto tvoje tvá tvé tvůj ty tyto téma této tím
    tímto tě těm těma těmu třeba tři třináct u určitě uz už v vam vas vase vaše vaši ve vedle večer
    vice vlastně vsak vy vám vámi vás váš více však všechen všechno všichni vůbec vždy z za zatímco
    zač zda zde ze zpet zpravy zprávy zpět čau či článek článku články čtrnáct čtyři šest šestnáct
    že
    """,
    "de": """
    a ab aber ach acht achte achten achter achtes ag alle allein allem allen aller allerdings alles
    allgemeinen als also am an ander andere anderem anderen anderer anderes anderm andern anderr
    anders au auch auf aus ausser ausserdem außer außerdem b bald bei beide beiden beim beispiel
    bekannt bereits besonders besser besten bin bis bisher bist c d da dabei dadurch dafür dagegen
    daher dahin dahinter damals damit danach daneben dank dann daran darauf daraus darf darfst darin
    darum darunter darüber das dasein daselbst dass dasselbe davon davor dazu dazwischen daß dein
    deine deinem deinen deiner deines dem dementsprechend demgegenüber demgemäss demgemäß demselben
    demzufolge den denen denn denselben der deren derer derjenige derjenigen dermassen dermaßen
    derselbe derselben des deshalb desselben dessen deswegen dich die diejenige diejenigen dies
    diese dieselbe dieselben diesem diesen dieser dieses dir doch dort drei drin dritte dritten
    dritter drittes du durch durchaus durfte durften dürfen dürft e eben ebenso ehrlich ei eigen
    eigene eigenen eigener eigenes ein einander eine einem einen einer eines einig einige einigem
    einigen einiger einiges einmal eins elf en ende endlich entweder er ernst erst erste ersten
    erster erstes es etwa etwas euch euer eure eurem euren eurer eures f folgende früher fünf fünfte
    fünften fünfter fünftes für g gab ganz ganze ganzen ganzer ganzes gar gedurft gegen gegenüber
    gehabt gehen geht gekannt gekonnt gemacht gemocht gemusst genug gerade gern gesagt geschweige
    gewesen gewollt geworden gibt ging gleich gott gross grosse grossen grosser grosses groß große
    großen großer großes gut gute guter gutes h hab habe haben habt hast hat hatte hatten hattest
    hattet heisst her heute hier hin hinter hoch hätte hätten i ich ihm ihn ihnen ihr ihre ihrem
    ihren ihrer ihres im immer in indem infolgedessen ins irgend ist j ja jahr jahre jahren je jede
    jedem jeden jeder jedermann jedermanns jedes jedoch jemand jemandem jemanden jene jenem jenen
    jener jenes jetzt k kam kann kannst kaum kein keine keinem keinen keiner keines kleine kleinen
    kleiner kleines kommen kommt konnte konnten kurz können könnt könnte l lang lange leicht leide
    lieber los m machen macht machte mag magst mahn mal man manche manchem manchen mancher manches
    mann mehr mein meine meinem meinen meiner meines mensch menschen mich mir mit mittel mochte
    mochten morgen muss musst musste mussten muß mußt möchte mögen möglich mögt müssen müsst müßt n
    na nach nachdem nahm natürlich neben nein neue neuen neun neunte neunten neunter neuntes nicht
    nichts nie niemand niemandem niemanden noch nun nur o ob oben oder offen oft ohne ordnung p q r
    recht rechte rechten rechter rechtes richtig rund s sa sache sagt sagte sah satt schlecht
    schluss schon sechs sechste sechsten sechster sechstes sehr sei seid seien sein seine seinem
    seinen seiner seines seit seitdem selbst sich sie sieben siebente siebenten siebenter siebentes
    sind so solang solche solchem solchen solcher solches soll sollen sollst sollt sollte sollten
    sondern sonst soweit sowie später startseite statt steht suche t tag tage tagen tat teil tel
    tritt trotzdem tun u uhr um und uns unse unsem unsen unser unsere unserem unseren unserer
    unseres unses unter v vergangenen viel viele vielem vielen vielleicht vier vierte vierten
    vierter viertes vom von vor w wahr wann war waren warst wart warum was weg wegen weil weit
    weiter weitere weiteren weiteres welche welchem welchen welcher welches wem wen wenig wenige
    weniger weniges wenigstens wenn wer werde werden werdet weshalb wessen wie wieder wieso will
    willst wir wird wirklich wirst wissen wo woher wohin wohl wollen wollt wollte wollten worden
    wurde wurden während währenddem währenddessen wäre würde würden x y z zehn zehnte zehnten
    zehnter zehntes zeit zu zuerst zugleich zum zunächst zur zurück zusammen zwanzig zwar zwei
    zweite zweiten zweiter zweites zwischen zwölf über überhaupt übrigens
    """,
    "en": """
    a a's abaft able ableabout aboard about above abroad absent abst accordance according
    accordingly across act actually added adj adopted affected affecting affects afore after
    afterwards again against ago ahead ain't aint all allow allows almost alone along alongside
    already also although always am amid amidst among amongst amoungst amount an and anenst announce
    another any anybody anyhow anymore anyone anything anyway anyways anywhere apart apparently
    appear appreciate appropriate approximately apropos apud are area areas aren aren't arent arise
    around arpa as aside ask asked asking asks associated astride at athwart atop auth available
    away awfully back backed backing backs backward backwards barring be became because become
    becomes becoming been before beforehand began begin beginning beginnings begins behind being
    beings believe below beneath beside besides best better between beyond big bill billion biol
    both bottom brief briefly but buy by c'mon c's call came can can't cannot cant caption case
    cases cause causes certain certainly changes circa clear clearly click close cmon com come comes
    computer con concerning consequently consider considering contain containing contains copy
    corresponding could could've couldn couldn't couldnt course cry currently dare daren't darent
    date dear definitely describe described despite detail did didn didn't didnt differ different
    differently directly do does doesn doesn't doesnt doing don don't done dont doubtful down downed
    downing downs downwards due during each early edu effect eight eighty either eleven else
    elsewhere empty end ended ending ends enough entirely especially etc even evenly ever evermore
    every everybody everyone everything everywhere exactly example except excluding face faces fact
    facts failing fairly far farther felt few fewer fifteen fifth fifty fify fill find finds fire
    first five fix followed following follows for forenenst forever former formerly forth forty
    forward found four free from front full fully further furthered furthering furthermore furthers
    gave general generally get gets getting give given gives giving gmt go goes going gone good
    goods got gotten gov great greater greatest greetings group grouped grouping groups had hadn't
    hadnt half happens hardly has hasn hasn't hasnt have haven haven't havent having he he'd he'll
    he's hed hell hello help hence her here here's hereafter hereby herein heres hereupon hers
    herself hes hi hid high higher highest him himself his hither home homepage hopefully how how'd
    how'll how's howbeit however htm html http hundred i i'd i'll i'm i've if ignored ill immediate
    immediately importance important in inasmuch inc including indeed index indicate indicated
    indicates information inner inside insofar instead int interest interested interesting interests
    into invention inward is isn isn't isnt it it'd it'll it's itd itll its itself ive join just
    keep keeps kept keys kind knew know known knows large largely last lately later latest latter
    latterly least length less lest let let's lets like liked likely likewise line little long
    longer longest look looking looks low lower ltd made mainly make makes making man many may maybe
    mayn't maynt me mean means meantime meanwhile member members men merely microsoft mid midst
    might might've mightn't mightnt mil mill million mine minus miss modulo more moreover most
    mostly move mrs msie much mug must must've mustn't mustnt my myself name namely nay near nearly
    necessarily necessary need needed needing needn't neednt needs neither net netscape never neverf
    neverless nevertheless new newer newest next nine ninety no nobody non none nonetheless noone
    nor normally nos not noted nothing notwithstanding novel now nowhere null number numbers obtain
    obtained obviously of off often oh ok okay old older oldest omitted on once one one's ones only
    onto open opened opening opens opposite or ord order ordered ordering orders org other others
    otherwise ought oughtn't oughtnt our ours ourselves out outside over overall owing own page
    pages part parted particular particularly parting parts past per perhaps place placed places
    please plus pmid point pointed pointing points poorly possible possibly potentially
    predominantly present presented presenting presents presumably previously primarily prior pro
    probably problem problems promptly proud provided provides pursuant put puts qua que quickly
    quite ran rather readily really reasonably recent recently ref refs regarding regardless regards
    related relatively research reserved respectively resulted resulting results right ring room
    rooms round run said same sans save saw say saying says sec second secondly seconds section see
    seeing seem seemed seeming seems seen sees self selves sensible sent serious seriously seven
    seventy several shall shan't shant she she'd she'll she's shed shell shes should should've
    shouldn shouldn't shouldnt show showed showing shown showns shows side sides significant
    significantly similar similarly since sincere site six sixty slightly small smaller smallest so
    some somebody someday somehow someone somethan something sometime sometimes somewhat somewhere
    soon sorry specifically specified specify specifying state states still stop strongly sub
    subsequent substantially successfully such sufficiently suggest sup sure system t's take taken
    taking tell ten tends terms test text than thank thanks thanx that that'll that's that've thatll
    thats thatve the their theirs them themselves then thence there there'd there'll there're
    there's there've thereafter thereby thered therefore therein therell thereof therere theres
    thereto thereupon thereve these they they'd they'll they're they've theyd theyll theyre theyve
    thick thin thing things think thinks third thirty this thorough thoroughly those thou though
    thoughh thought thoughts thousand three throug through throughout thru thruout thus til till tip
    tis to today together too took top toward towards tried tries trillion truly try trying turn
    turned turning turns twas twelve twenty twice two under underneath undoing unfortunately unless
    unlike unlikely until unto up upon ups upwards us use used useful usefully usefulness uses using
    usually uucp value various versus very via vice viz vol vols want wanted wanting wants was wasn
    wasn't wasnt way ways we we'd we'll we're we've web webpage website wed welcome well wells went
    were weren weren't werent weve what what'd what'll what's what've whatever whatll whats whatve
    when when'd when'll when's whence whenever where where'd where'll where's whereafter whereas
    whereby wherein wheres whereupon wherever whether which whichever while whilst whim whither who
    who'd who'll who's whod whoever whole wholl whom whomever whos whose why why'd why'll why's
    widely width will willing wish with within without won won't wonder wont words work worked
    working works world wortha would would've wouldn wouldn't wouldnt www year years yes yet you
    you'd you'll you're you've youd youll young younger youngest your youre yours yourself
    yourselves youve zero
    """,
    "es": """
    a acerca actualmente acuerdo adelante ademas además adonde adrede afirmó agregó ahi ahora ahí al
    algo alguna algunas alguno algunos algún allende alli allí alrededor ambos ampleamos amén antano
    antaño ante anterior antes apenas aproximadamente aquel aquella aquellas aquello aquellos aqui
    aquél aquélla aquéllas aquéllos aquí arriba arribaabajo aseguró asi así atras aun aunque ayer
    añadió aún b bajo bastante bien breve buen buena buenas bueno buenos c cabe cabo cada casi cerca
    cierta ciertas cierto ciertos cinco circa claro comentó como con conmigo connosco conocer
    conseguimos conseguir considera consideró consigo consigue consiguen consigues contigo contra
    convosco convusco cosas creo cual cuales cualquier cuando cuanta cuantas cuanto cuantos cuatro
    cuenta cuál cuáles cuándo cuánta cuántas cuánto cuántos cómo d da dado dan dar de debajo debe
    deben debido decir dejante dejó del delante delas demasiado demás dentro deprisa desde despacio
    despues después detras detrás dia dias dice dicen dicho dieron diferente diferentes dijeron dijo
    dio donde dos durante día días dónde e ejemplo el ella ellas ello ellos embargo empleais emplean
    emplear empleas empleo en encima encuentra enfrente enseguida entonces entre era erais eramos
    eran erar eras eres es esa esas ese eso esos esta estaba estabais estaban estabas estad estada
    estadas estado estados estais estamos estan estando estar estaremos estará estarán estarás
    estaré estaréis estaría estaríais estaríamos estarían estarías estas este estemos esto estos
    estoy estuve estuviera estuvierais estuvieran estuvieras estuvieron estuviese estuvieseis
    estuviesen estuvieses estuvimos estuviste estuvisteis estuviéramos estuviésemos estuvo está
    estábamos estáis están estás esté estéis estén estés ex excepto existe existen explicó expresó f
    fin final fue fuera fuerais fueran fueras fueron fuerza fuese fueseis fuesen fueses fui fuimos
    fuiste fuisteis fuéramos fuésemos g general gran grandes gueno h ha haber habia habida habidas
    habido habidos habiendo habla hablan habremos habrá habrán habrás habré habréis habría habríais
    habríamos habrían habrías habéis había habíais habíamos habían habías hace haceis hacemos hacen
    hacer hacerlo haces hacia haciendo hago han has hasta hay haya hayamos hayan hayas hayáis haz he
    hecho hemo hemos hicieron hizo horas hoy hube hubiera hubierais hubieran hubieras hubieron
    hubiese hubieseis hubiesen hubieses hubimos hubiste hubisteis hubiéramos hubiésemos hubo i igual
    incluso indicó informo informó intenta intentais intentamos intentan intentar intentas intento
    ir j junto k l la lado largo las le lejos les llegó lleva llevar lo los luego lugar m mal manera
    manifestó mas mayor me mediante medio mejor mencionó menos menudo mi mia miar mias mientras mio
    mios mis misma mismas mismo mismos modo modode momento mucha muchas mucho muchos muy más mí mía
    mías mío míos n na nada nadie ni ninguna ningunas ninguno ningunos ningún no nos nosotras
    nosotros nuestra nuestras nuestro nuestros nueva nuevas nuevo nuevos nunca o ocho os otra otras
    otro otros p pa pais par para parece parte partir pasada pasado peor pero pesar poca pocas poco
    pocos podeis podemos poder podria podriais podriamos podrian podrias podrá podrán podría podrían
    poner por porque posible primer primera primero primeros principalmente pro pronto propia
    propias propio propios proximo próximo próximos pudo pueda puede pueden puedo pues q qeu que
    quedó queremos quien quienes quiere quiza quizas quizá quizás quién quiénes qué r raras
    realizado realizar realizó repente respecto s sabe sabeis sabemos saben saber sabes sal salvo se
    sea seamos sean seas segun segunda segundo según seis sentid sentida sentidas sentido sentidos
    sentir ser sera seremos será serán serás seré seréis sería seríais seríamos serían serías seáis
    señaló si sido siempre siendo siente siete sigue siguiente sin sino sintiendo so sobre sois sola
    solamente solas solo solos somos son soy soyos su supuesto sus suya suyas suyo suyos sé sí sólo
    t tal tambien también tampoco tan tanto tarde te temprano tendremos tendrá tendrán tendrás
    tendré tendréis tendría tendríais tendríamos tendrían tendrías tened teneis tenemos tener tenga
    tengamos tengan tengas tengo tengáis tenida tenidas tenido tenidos teniendo tenéis tenía teníais
    teníamos tenían tenías tercera ti tiempo tiene tienen tienes toda todas todavia todavía todo
    todos total trabaja trabajais trabajamos trabajan trabajar trabajas trabajo tras trata través
    tres tu tus tuve tuviera tuvierais tuvieran tuvieras tuvieron tuviese tuvieseis tuviesen
    tuvieses tuvimos tuviste tuvisteis tuviéramos tuviésemos tuvo tuya tuyas tuyo tuyos tú u ultimar
    ultimo un una unas uno unos usa usais usamos usan usar usas uso usted ustedes v va vais valor
    vamos van varias varios vaya veces ver verdad verdadera verdadero versus vez vosostras vosostros
    vosotras vosotros voy vuestra vuestras vuestro vuestros vusco vía w x y ya yo z áestarían él
    éramos ésa ésas ése ésos ésta éstas éste éstos última últimas último últimos
    """,
    "fi": """
    aiemmin aika aikaa aikaan aikaisemmin aikaisin aikajen aikana aikoina aikoo aikovat aina
    ainakaan ainakin ainoa ainoat aiomme aion aiotte aist aivan ajan alas alemmas alkuisin alkuun
    alla alle aloitamme aloitan aloitat aloitatte aloitattivat aloitettava aloitettevaksi aloitettu
    aloitimme aloitin aloitit aloititte aloittaa aloittamatta aloitti aloittivat alta aluksi alussa
    alusta annettavaksi annetteva annettu ansiosta antaa antamatta antoi aoua apu asia asiaa asian
    asiasta asiat asioiden asioihin asioita asti avuksi avulla avun avutta edelle edelleen edellä
    edeltä edemmäs edes edessä edestä ehkä ei eikä eilen eivät eli ellei elleivät ellemme ellen
    ellet ellette emme en enemmän eniten ennen ensi ensimmäinen ensimmäiseksi ensimmäisen
    ensimmäisenä ensimmäiset ensimmäisiksi ensimmäisinä ensimmäisiä ensimmäistä ensin entinen
    entisen entisiä entisten entistä enää eri erittäin erityisesti eräiden eräs eräät esi esiin
    esillä esimerkiksi et eteen etenkin etessa ette ettei että haikki halua haluaa haluamatta
    haluamme haluan haluat haluatte haluavat halunnut halusi halusimme halusin halusit halusitte
    halusivat halutessa haluton he hei heidän heidät heihin heille heillä heiltä heissä heistä heitä
    helposti heti hetkellä hieman hitaasti hoikein huolimatta huomenna hyvien hyviin hyviksi hyville
    hyviltä hyvin hyvinä hyvissä hyvistä hyviä hyvä hyvät hyvää hän häneen hänelle hänellä häneltä
    hänen hänessä hänestä hänet häntä ihan ilman ilmeisesti itse itsensä itseään ja jo johon joiden
    joihin joiksi joilla joille joilta joina joissa joista joita joka jokainen jokin joko joksi joku
    jolla jolle jolloin jolta jompikumpi jona jonka jonkin jonne joo jopa jos joskus jossa josta
    jota jotain joten jotenkin jotenkuten jotka jotta jouduimme jouduin jouduit jouduitte joudumme
    joudun joudutte joukkoon joukossa joukosta joutua joutui joutuivat joutumaan joutuu joutuvat
    juuri jälkeen jälleen jää kahdeksan kahdeksannen kahdella kahdelle kahdelta kahden kahdessa
    kahdesta kahta kahteen kai kaiken kaikille kaikilta kaikkea kaikki kaikkia kaikkiaan kaikkialla
    kaikkialle kaikkialta kaikkien kaikkin kaksi kannalta kannattaa kanssa kanssaan kanssamme
    kanssani kanssanne kanssasi kauan kauemmas kaukana kautta kehen keiden keihin keiksi keille
    keillä keiltä keinä keissä keistä keitten keittä keitä keneen keneksi kenelle kenellä keneltä
    kenen kenenä kenessä kenestä kenet kenettä kennessästä kenties kerran kerta kertaa keskellä
    kesken keskimäärin ketkä ketä kiitos kohti koko kokonaan kolmas kolme kolmen kolmesti koska
    koskaan kovin kuin kuinka kuinkan kuitenkaan kuitenkin kuka kukaan kukin kukka kumpainen
    kumpainenkaan kumpi kumpikaan kumpikin kun kuten kuuden kuusi kuutta kylliksi kyllä kymmenen
    kyse liian liki lisäksi lisää lla luo luona lähekkäin lähelle lähellä läheltä lähemmäs lähes
    lähinnä lähtien läpi mahdollisimman mahdollista me meidän meidät meihin meille meillä meiltä
    meissä meistä meitä melkein melko menee meneet menemme menen menet menette menevät meni menimme
    menin menit menivät mennessä mennyt menossa mihin mikin miksi mikä mikäli mikään mille milloin
    milloinkan millä miltä minkä minne minua minulla minulle minulta minun minussa minusta minut
    minuun minä missä mistä miten mitkä mitä mitään moi molemmat mones monesti monet moni moniaalla
    moniaalle moniaalta monta muassa muiden muita muka mukaan mukaansa mukana mutta muu muualla
    muualle muualta muuanne muulloin muun muut muuta muutama muutaman muuten myöhemmin myös myöskin
    myöskään myötä ne neljä neljän neljää niiden niihin niiksi niille niillä niiltä niin niinä
    niissä niistä niitä noiden noihin noiksi noilla noille noilta noin noina noissa noista noita
    nopeammin nopeasti nopeiten nro nuo nyt näiden näihin näiksi näille näillä näiltä näin näinä
    näissä näissähin näissälle näissältä näissästä näistä näitä nämä ohi oikea oikealla oikein ole
    olemme olen olet olette oleva olevan olevat oli olimme olin olisi olisimme olisin olisit
    olisitte olisivat olit olitte olivat olla olleet olli ollut oma omaa omaan omaksi omalle omalta
    oman omassa omat omia omien omiin omiksi omille omilta omissa omista on onkin onko ovat
    paikoittain paitsi pakosti paljon paremmin parempi parhaillaan parhaiten perusteella peräti pian
    pieneen pieneksi pienelle pienellä pieneltä pienempi pienestä pieni pienin poikki puolesta
    puolestaan päälle runsaasti saakka sadam sama samaa samaan samalla samallalta samallassa
    samallasta saman samat samoin sata sataa satojen se seitsemän sekä sen seuraavat siellä sieltä
    siihen siinä siis siitä sijaan siksi sille silloin sillä silti siltä sinne sinua sinulla sinulle
    sinulta sinun sinussa sinusta sinut sinuun sinä sisäkkäin sisällä siten sitten sitä ssa sta
    suoraan suuntaan suuren suuret suuri suuria suurin suurten taa taas taemmas tahansa tai takaa
    takaisin takana takia tallä tapauksessa tarpeeksi tavalla tavoitteena te teidän teidät teihin
    teille teillä teiltä teissä teistä teitä tietysti todella toinen toisaalla toisaalle toisaalta
    toiseen toiseksi toisella toiselle toiselta toisemme toisen toisensa toisessa toisesta toista
    toistaiseksi toki tosin tuhannen tuhat tule tulee tulemme tulen tulet tulette tulevat tulimme
    tulin tulisi tulisimme tulisin tulisit tulisitte tulisivat tulit tulitte tulivat tulla tulleet
    tullut tuntuu tuo tuohon tuoksi tuolla tuolle tuolloin tuolta tuon tuona tuonne tuossa tuosta
    tuota tuotä tuskin tykö tähän täksi tälle tällä tällöin tältä tämä tämän tänne tänä tänään tässä
    tästä täten tätä täysin täytyvät täytyy täällä täältä ulkopuolella usea useasti useimmiten usein
    useita uudeksi uudelleen uuden uudet uusi uusia uusien uusinta uuteen uutta vaan vahemmän vai
    vaiheessa vaikea vaikean vaikeat vaikeilla vaikeille vaikeilta vaikeissa vaikeista vaikka vain
    varmasti varsin varsinkin varten vasen vasenmalla vasta vastaan vastakkain vastan verran vielä
    vierekkäin vieressä vieri viiden viime viimeinen viimeisen viimeksi viisi voi voidaan voimme
    voin voisi voit voitte voivat vuoden vuoksi vuosi vuosien vuosina vuotta vähemmän vähintään
    vähiten vähän välillä yhdeksän yhden yhdessä yhteen yhteensä yhteydessä yhteyteen yhtä yhtäälle
    yhtäällä yhtäältä yhtään yhä yksi yksin yksittäin yleensä ylemmäs yli ylös ympäri älköön älä
    """,
    "fr": """
    a abord absolument afin ah ai aie aient aies ailleurs ainsi ait allaient allo allons allô alors
    amp anterieur anterieure anterieures apres après as assez attendu au aucun aucune aucuns auec
    aujourd aujourd'hui aupres auquel aura aurai auraient aurais aurait auras aurez auriez aurions
    aurons auront aussi autant autre autrefois autrement autres autrui aux auxquelles auxquels
    avaient avais avait avant avec avez aviez avions avoir avons ayant ayante ayantes ayants ayez
    ayons b bah bas basee bat beau beaucoup bien bigre bon boum bravo brrr c ca car ce ceci cela
    celle celles celui celà cent cependant certain certaine certaines certains certes ces cet cette
    ceux chacun chacune chaque cher chers chez chiche chose choses chut chère chères ci cinq
    cinquantaine cinquante cinquantième cinquième circa clac clic combien comme comment comparable
    comparables compris concernant contre couic crac d da dans de debout dedans dehors deja dello
    delà depuis dernier derniere derriere derrière des desormais desquelles desquels dessous dessus
    deux deuxième deuxièmement devant devers devoir devra devrait devrez devriez devrions devrons
    devront different differentes differents différent différente différentes différents dire
    directe directement dit dite dits divers diverse diverses dix dixit dixième dois doit doivent
    donc dont dos douze douzième dring droite du duquel durant dès début désormais dù e effet egale
    egalement egales eh elle elles emmi en encore endéans enfin entenant entre envers environ es
    essai est estre et etant etc etre eu eue eues euh eurent eus eusse eussent eusses eussiez
    eussions eut eux exactement excepté extenso exterieur eûmes eût eûtes f faire fais faisaient
    faisant faisez fait faites faut façon feront fi flac floc fois font force fors furent fus fusse
    fussent fusses fussiez fussions fut fûmes fût fûtes g gens grande h ha haut hein hem hep hi ho
    holà hop hormis hors hou houp hue hui huit huitième hum hurrah hé hélas i ici ie il ils im
    importe j je joignant jouxte jusqu jusque juste k l la laisser laquelle las le lequel les
    lesquelles lesquels leur leurs lez longtemps lors lorsque lui luy là lès m ma maint maintenant
    mais malgre malgré maximale me meme memes merci mes mesme mien mienne miennes miens mille mince
    mine minimale moi moindres moins mon mot moyennant multiple multiples même mêmes n na naturel
    naturelle naturelles ne neanmoins necessaire necessairement neuf neuvième ni nom nombreuses
    nombreux nommé nommée nommés non nonobstant nos notamment notre nous nouveau nouveaux nul
    néanmoins nôtre nôtres o oh ohé ollé olé on ont onze onzième or ore ou ouf ouias oust ouste
    outre ouvert ouverte ouverts où p paf pan par parce parfois parle parlent parler parmi parole
    parseme partant particulier particulière particulièrement pas passé pendant pense permet
    personne personnes peu peut peuvent peux pff pfft pfut pif pire pièce plein plouf plupart plus
    plusieurs plutôt point possessif possessifs possible possibles pouah pour pourquoi pourquoy
    pourrais pourrait pouvait prealable precisement premier première premièrement pres probable
    probante procedant proche près psitt pu puis puisque pur pure q qu quand quant quanta quarante
    quatorze quatre quatrième quatrièmement que quel quelconque quelle quelles quelqu'un quelque
    quelques quels qui quiconque quinze quoi quoique quoy r rare rarement rares relative
    relativement remarquable rend rendre restant reste restent restrictif retour revoici revoilà rez
    rien s sa sacrebleu sait sans sapristi sauf se sein seize selon semblable semblaient semble
    semblent sent sept septième sera serai seraient serais serait seras serez seriez serions serons
    seront ses seul seule seulement si sien sienne siennes siens sinon six sixième soi soient sois
    soit soixante sommes son sont sous souvent soyez soyons specifique specifiques speculatif stop
    strictement sub subtiles suffisant suffisante suffit suis suit suivant suivante suivantes
    suivants suivre sujet superpose sur surtout t ta tac tandis tant tardive te tel telle tellement
    telles tels tenant tend tenir tente tes tic tien tienne tiennes tiens toc toi ton touchant
    toujours tous tout toute toutefois toutes treize trente tres trois troisième troisièmement trop
    très tsoin tsouin tu té u un une unes uniformement unique uniques uns v va vais valeur vas vers
    versus via vif vifs vingt vivat vive vives vlan vn vne voici voie voient voilà voire vois voit
    vont vos votre vous vs vu vé vôtre vôtres w x y z zut à â ça ès étaient étais était étant étante
    étantes étants état étiez étions été étée étées étés êtes être êtreau ô
    """,
    "it": """
    a abbastanza abbia abbiamo abbiano abbiate accanto accidenti ad adesso affinché agl agli ahime
    ahimè ai al alcun alcuna alcuni alcuno all alla alle allo allora altra altre altri altrimenti
    altro altrove altrui anche ancora anni anno ansa anticipo appo assai attesa attraverso avanti
    avemmo avendo avente aver avere averlo avesse avessero avessi avessimo aveste avesti avete aveva
    avevamo avevano avevate avevi avevo avrai avranno avrebbe avrebbero avrei avremmo avremo avreste
    avresti avrete avrà avrò avuta avute avuti avuto avverso basta ben bene benissimo brava bravo
    buono c caso cento certa certe certi certo che chi chicchessia chiunque ci ciascuna ciascuno
    cima cinque cio cioe cioè circa citta città ciò co codesta codesti codesto cogli coi col colei
    coll colla colle collo coloro colui come cominci comprare comunque con concernente conclusione
    consecutivi consecutivo consiglio contro cortesia cos cosa cosi così cui d da dagl dagli dai dal
    dall dalla dalle dallo dappertutto davanti de degl degli dei del dell della delle dello dentro
    detto deve devo di dice dietro dire dirimpetto diventa diventare diventato dopo doppio dov dove
    dovra dovrà dovunque due dunque duo durante e ebbe ebbero ebbi ecc eccetto ecco ed
    effettivamente egli ella entrambi entro eppure era erano eravamo eravate eri ero esempio esse
    essendo esser essere essi et ex fa faccia facciamo facciano facciate faccio facemmo facendo
    facesse facessero facessi facessimo faceste facesti faceva facevamo facevano facevate facevi
    facevo fai fanno farai faranno fare farebbe farebbero farei faremmo faremo fareste faresti
    farete farà farò fatto favore fece fecero feci fin finalmente finche fine fino forse forza fosse
    fossero fossi fossimo foste fosti fra frattempo fu fui fummo fuori furono futuro generale gente
    gia giacche giorni giorno giu già giù gli gliela gliele glieli glielo gliene gran grande grazie
    gruppo ha haha hai hanno ho i ie ieri il improvviso in inc indi indietro infatti infra inoltre
    insieme intanto intorno invece io l la lasciato lato lavoro le lei li lo lontano loro lui lungo
    luogo là ma macche magari maggior maggiore mai male malgrado malissimo me meco medesimo mediante
    meglio meno mentre mesi mezzo mi mia mie miei mila miliardi milioni minimi mio modo molta molti
    moltissimo molto momento mondo ne negl negli nei nel nell nella nelle nello nemmeno neppure
    nessun nessuna nessuno niente no noi nome non nondimeno nonostante nonsia nostra nostre nostri
    nostro novanta nove nulla nuovi nuovo o od oggi ogni ognuna ognuno oh oltre oppure ora ore osi
    ossia ottanta otto oue ove paese parecchi parecchie parecchio parte partendo peccato peggio
    pegli pei pel pella pello per perche perchè perché percio perciò perfino pero persino persone
    però piedi pieno piglia piu piuttosto più po pochi pochissimo poco poi poiche possa possedere
    posteriore posto potrebbe preferibilmente presa press prima primo principalmente probabilmente
    promesso proprio puo pur pure purtroppo può qua qual qualche qualcosa qualcun qualcuna qualcuno
    quale quali qualmente qualunque quando quanta quante quanti quanto quantunque quarto quasi
    quattro quel quella quelle quelli quello quest questa queste questi questo qui quindi quinto
    realmente recente recentemente registrazione relativo riecco rispetto salvo sara sarai saranno
    sarebbe sarebbero sarei saremmo saremo sareste saresti sarete sarà sarò scola scopo scorso se
    seco secondo seguente seguito sei sembra sembrare sembrato sembrava sembri sempre senza sette si
    sia siamo siano siate siete sig solito solo soltanto sono sopra soprattutto sotto spesso sta
    stai stando stanno starai staranno stare starebbe starebbero starei staremmo staremo stareste
    staresti starete starà starò stata state stati stato stava stavamo stavano stavate stavi stavo
    stemmo stessa stesse stessero stessi stessimo stesso steste stesti stette stettero stetti stia
    stiamo stiano stiate sto su sua subito successivamente successivo sue sugl sugli sui sul sull
    sulla sulle sullo suo suoi sù tal tale tali talvolta tanta tante tanti tanto te teco tempo terzo
    th ti titolo tra tramite tranne tre trenta triplo troppo trovato tu tua tue tuo tuoi tutta
    tuttavia tutte tutti tutto uguali ulteriore ultimo un una uno uomo va vai vale vari varia varie
    vario verso vi vicino visto vita vn vna vno voi volta volte vostra vostre vostri vostro è
    """,
    "nl": """
    aan aangaande aangezien achte achter achterna af afgelopen al aldaar aldus alhoewel alias alle
    allebei alleen alles als alsnog altijd altoos ander andere anders anderszins beetje behalve
    behoudens beide beiden ben beneden bent bepaald betreffende bij bijna bijv binnen binnenin
    blijkbaar blijken boven bovenal bovendien bovengenoemd bovenstaand bovenvermeld buiten bv daar
    daardoor daarheen daarin daarna daarnet daarom daarop daaruit daarvanlangs dan dat de deden deed
    der derde derhalve dertig deze dhr die dikwijls dit doch doe doen doet door doorgaand drie
    duizend dus echter een eens eer eerdat eerder eerlang eerst eerste eigen eigenlijk elk elke en
    enig enige enigszins enkel er erdoor erg ergens etc etcetera even eveneens evenwel gauw ge
    gedurende geen gehad gekund geleden gelijk gemoeten gemogen genoeg geweest gewoon gewoonweg haar
    haarzelf had hadden hare heb hebben hebt hedden heeft heel hem hemzelf hen het hetzelfde hier
    hierbeneden hierboven hierin hierna hierom hij hijzelf hoe hoewel honderd hun hunne ieder iedere
    iedereen iemand iets ik ikzelf in inderdaad inmiddels intussen inzake is ja je jezelf jij
    jijzelf jou jouw jouwe juist jullie kan klaar kon konden krachtens kun kunnen kunt laatst later
    liever lijken lijkt maak maakt maakte maakten maar mag maken me meer meest meestal men met mevr
    mezelf mij mijn mijnent mijner mijzelf minder miss misschien missen mits mocht mochten moest
    moesten moet moeten mogen mr mrs mw na naar nadat nam namelijk nee neem negen nemen nergens net
    niemand niet niets niks noch nochtans nog nogal nooit nu nv of ofschoon om omdat omhoog omlaag
    omstreeks omtrent omver ondanks onder ondertussen ongeveer ons onszelf onze onzeker ooit ook op
    opnieuw opzij over overal overeind overige overigens paar pas per precies recent redelijk reeds
    rond rondom samen sedert sinds sindsdien slechts sommige spoedig steeds tamelijk te tegen
    tegenover tenzij terwijl thans tien tiende tijdens tja toch toe toen toenmaals toenmalig tot
    totdat tussen twee tweede u uit uitgezonderd uw vaak vaakwat van vanaf vandaan vanuit vanwege
    veel veeleer veertig verder verscheidene verschillende vervolgens via vier vierde vijf vijfde
    vijftig vol volgend volgens voor vooraf vooral vooralsnog voorbij voordat voordezen voordien
    voorheen voorop voorts vooruit vrij vroeg waar waarom waarschijnlijk wanneer want waren was wat
    we wederom weer weg wegens weinig wel weldra welk welke werd werden werder wezen whatever wie
    wiens wier wij wijzelf wil wilden willen word worden wordt zal ze zei zeker zelf zelfde zelfs
    zes zeven zich zichzelf zij zijn zijne zijzelf zo zoals zodat zodra zonder zou zouden zowat zulk
    zulke zullen zult
    """,
    "pl": """
    a aby ach acz aczkolwiek aj albo ale ależ ani aż bardziej bardzo bez bo bowiem by byli bym
    bynajmniej być był była było były będzie będą cali cała cały chce choć ci ciebie cię co
    cokolwiek coraz coś czasami czasem czemu czy czyli często daleko dla dlaczego dlatego do dobrze
    dokąd dość dr dużo dwa dwaj dwie dwoje dzisiaj dziś gdy gdyby gdyż gdzie gdziekolwiek gdzieś go
    godz hab i ich ii iii ile im inna inne inny innych inż iv ix iż ja jak jakaś jakby jaki jakichś
    jakie jakiś jakiż jakkolwiek jako jakoś je jeden jedna jednak jednakże jedno jednym jedynie jego
    jej jemu jest jestem jeszcze jeśli jeżeli już ją każdy kiedy kierunku kilka kilku kimś kto
    ktokolwiek ktoś która które którego której który których którym którzy ku lat lecz lub ma mają
    mam mamy mało mgr mi miał mimo między mnie mną mogą moi moim moja moje może możliwe można mu
    musi my mój na nad nam nami nas nasi nasz nasza nasze naszego naszych natomiast natychmiast
    nawet nic nich nie niech niego niej niemu nigdy nim nimi nią niż no nowe np nr o obok od ok
    około on ona one oni ono oraz oto owszem pan pana pani pl po pod podczas pomimo ponad ponieważ
    powinien powinna powinni powinno poza prawie prof przecież przed przede przedtem przez przy raz
    razie roku również sam sama się skąd sobie sobą sposób swoje są ta tak taka taki takich takie
    także tam te tego tej tel temu ten teraz też to tobie tobą toteż totobą trzeba tu tutaj twoi
    twoim twoja twoje twym twój ty tych tylko tym tys tzw tę u ul vi vii viii vol w wam wami was
    wasi wasz wasza wasze we według wie wiele wielu więc więcej wszyscy wszystkich wszystkie
    wszystkim wszystko wtedy www wy właśnie wśród xi xii xiii xiv xv z za zapewne zawsze zaś ze
    zeznowu znowu znów został zł żaden żadna żadne żadnych że żeby
    """,
    "pt": """
    a acerca adeus afora agora ainda alem algmas algo algumas alguns ali além ambas ambos ano anos
    ante antes ao aonde aos apenas apoio apontar apos após aquela aquelas aquele aqueles aqui aquilo
    as assim através atrás até aí baixo bastante bem boa boas bom bons breve cada caminho cara
    catorze cedo cento certamente certeza cima cinco coisa com como comprido conhecido connosco
    conselho consoante contra contudo corrente cuja cujas cujo cujos custa cá da daquela daquelas
    daquele daqueles dar das de debaixo dela delas dele deles demais dentro depois desde desligado
    dessa dessas desse desses desta destas deste destes deve devem deverá dez dezanove dezasseis
    dezassete dezoito dia diante direita dispoe dispoem diversa diversas diversos diz dizem dizer do
    dois dos doze duas durante dá dão dúvida e ela elas ele eles em embora enquanto entao entre
    então era eram escontra essa essas esse esses esta estado estamos estar estará estas estava
    estavam este esteja estejam estejamos estes esteve estive estivemos estiver estivera estiveram
    estiverem estivermos estivesse estivessem estiveste estivestes estivéramos estivéssemos estou
    está estás estávamos estão eu excepto exceto exemplo falta fará favor faz fazeis fazem fazemos
    fazer fazes fazia faço fez fim final foi fomos for fora foram forem forma formos fosse fossem
    foste fostes fui fôramos fôssemos geral grande grandes grupo ha haja hajam hajamos havemos havia
    hei hoje hora horas houve houvemos houver houvera houveram houverei houverem houveremos houveria
    houveriam houvermos houverá houverão houveríamos houvesse houvessem houvéramos houvéssemos há
    hão in iniciar inicio inté ir irá isso ista iste isto já lado lhe lhes ligado local logo longe
    lugar lá maior maioria maiorias mais mal malgrado mas me mediante meio menor menos meses mesma
    mesmas mesmo mesmos meu meus mil minha minhas momento muito muitos máximo mês na nada nao
    naquela naquelas naquele naqueles nas nem nenhuma nessa nessas nesse nesses nesta nestas neste
    nestes no noite nome nos nossa nossas nosso nossos nova novas nove novo novos num numa numas
    nunca nuns não nível nós número o obra obrigada obrigado oitava oitavo oito onde ontem onze os
    ou outra outras outro outros para parece parte partir paucas pegar pela pelas pelo pelos per
    pera perante perto pessoas pode podem poder poderá podia pois ponto pontos por porque porquê
    portanto posição possivelmente posso possível pouca pouco poucos povo pra primeira primeiras
    primeiro primeiros promeiro propios proprio prà própria próprias próprio próprios próxima
    próximas próximo próximos puderam pôde põe põem qtínhamos quais qual qualquer quando quanto
    quarta quarto quatro que quem quer quereis querem queremas queres quero questão quieto quinta
    quinto quinze quáis quê relação sabe sabem saber salvante salvo se segunda segundo sei seis seja
    sejam sejamos sem sempre sendo senão ser serei seremos seria seriam será serão seríamos sete seu
    seus sexta sexto sim sistema sob sobre sois somente somos sou sua suas suso são sétima sétimo só
    tal talvez tambem também tanta tantas tanto tarde te tem temos tempo tendes tenha tenham
    tenhamos tenho tens tentar tentaram tente tentei ter terceira terceiro terei teremos teria
    teriam terá terão teríamos teu teus teve tinha tinham tipo tirante tive tivemos tiver tivera
    tiveram tiverem tivermos tivesse tivessem tiveste tivestes tivéramos tivéssemos toda todas todo
    todos trabalhar trabalho treze trás três tu tua tuas tudo tão tém têm tínhamos um uma umas uns
    usa usar vai vais valor veja vem vens ver verdade verdadeiro vez vezes viagem viaúltimo vindo
    vinte você vocês vos vossa vossas vosso vossos vários vão vêm vós zero à às área é éramos és
    último
    """,
    "ru": """
    а алло без белый близко более больше большой будем будет будете будешь будто буду будут будь бы
    бывает бывь был была были было быть в важная важное важные важный вам вами вас ваш ваша ваше
    ваши вверх вдали вдруг ведь везде вернуться весь вечер взгляд взять вид видел видеть вместе вне
    вниз внизу во вода война вокруг вон вообще вопрос восемнадцатый восемнадцать восемь восьмой вот
    впрочем времени время все всегда всего всем всеми всему всех всею всю всюду вся всё второй вы
    выйти г где главный глаз говорил говорит говорить год года году голова голос город да давать
    давно даже далекий далеко дальше даром дать два двадцатый двадцать две двенадцатый двенадцать
    дверь двух девятнадцатый девятнадцать девятый девять действительно дел делал делать делаю дело
    день деньги десятый десять для до довольно долго должен должно должный дом дорога друг другая
    другие других друго другое другой думать душа е его ее ей ему если есть еще ещё ею её ж ждать же
    жена женщина жизнь жить за занят занята занято заняты затем зато зачем здесь земля знать значит
    значить и иди идти из или им имеет имел именно иметь ими имя иногда их к каждая каждое каждые
    каждый кажется казаться как какая какой кем книга когда кого ком комната кому конец конечно
    которая которого которой которые который которых кроме кругом кто куда лежать лет ли лицо лишь
    лучше любить люди м маленький мало мать машина между меля менее меньше меня место миллионов мимо
    минута мир мира мне много многочисленная многочисленное многочисленные многочисленный мной мною
    мог могу могут мож может можно можхо мои мой мор москва мочь моя моё мы на наверху над надо
    назад наиболее найти наконец нам нами народ нас начала начать наш наша наше наши не него недавно
    недалеко нее ней некоторый нельзя нем немного нему непрерывно нередко несколько нет нею неё ни
    нибудь ниже низко никакой никогда никто никуда ним ними них ничего ничто но новый нога ночь ну
    нужно нужный нх о об оба обычно один одиннадцатый одиннадцать однажды однако одного одной
    оказаться окно около он она они оно опять особенно остаться от ответить отец откуда отовсюду
    отсюда очень первый перед писать плечо по под подойди подумать пожалуйста позже пойти пока пол
    получить помнить понимать понять пор пора после последний посмотреть посреди потом потому почему
    почти правда прекрасно при про просто против процентов путь пятнадцатый пятнадцать пятый пять
    работа работать раз разве рано раньше ребенок решить россия рука русский ряд рядом с сам сама
    сами самим самими самих само самого самой самом самому саму самый свет свое своего своей свои
    своих свой свою сделать сеаой себе себя сегодня седьмой сейчас семнадцатый семнадцать семь
    сидеть сила сих сказал сказала сказать сколько слишком слово случай смотреть сначала снова со
    собой собою советский совсем спасибо спросить сразу стал старый стать стол сторона стоять страна
    суть считать т та так такая также таки такие такое такой там твои твой твоя твоё те тебе тебя
    тем теми теперь тех то тобой тобою товарищ тогда того тоже только том тому тот тою третий три
    тринадцатый тринадцать ту туда тут ты тысяч у увидеть уж уже улица уметь утро хороший хорошо
    хотел хотеть хоть хотя хочешь час часто часть чаще чего человек чем чему через четвертый четыре
    четырнадцатый четырнадцать что чтоб чтобы чуть шестнадцатый шестнадцать шестой шесть эта эти
    этим этими этих это этого этой этом этому этот эту я являюсь
    """,
    "sv": """
    aderton adertonde adjö aldrig alla allas allt alltid alltså andra andras annan annat artonde
    artonn att av bakom bara behöva behövas behövde behövt beslut beslutat beslutit bland blev bli
    blir blivit bort borta bra bäst bättre båda bådas dag dagar dagarna dagen de del delen dem den
    denna deras dess dessa det detta dig din dina dit ditt dock dom du där därför då e efter
    eftersom ej elfte eller elva emot en enkel enkelt enkla enligt ens er era ers ert ett ettusen
    fanns fem femte femtio femtionde femton femtonde fick fin finnas finns fjorton fjortonde fjärde
    fler flera flesta fram framför från fyra fyrtio fyrtionde få får fått följande för före förlåt
    förra första genast genom gick gjorde gjort god goda godare godast gott gälla gäller gällt gärna
    gå går gått gör göra ha hade haft han hans har heller hellre helst helt henne hennes hit hon
    honom hundra hundraen hundraett hur här hög höger högre högst i ibland icke idag igen igår
    imorgon in inför inga ingen ingenting inget innan inne inom inte inuti ja jag jo ju just jämfört
    kan kanske knappast kom komma kommer kommit kr kunde kunna kunnat kvar legat ligga ligger lika
    likställd likställda lilla lite liten litet länge längre längst lätt lättare lättast långsam
    långsammare långsammast långsamt långt låt man med mej mellan men mer mera mest mig min mina
    mindre minst mitt mittemot mot mycket många måste möjlig möjligen möjligt möjligtvis ned nederst
    nedersta nedre nej ner ni nio nionde nittio nittionde nitton nittonde nog noll nr nu nummer när
    nästa någon någonting något några nån nånting nåt nödvändig nödvändiga nödvändigt nödvändigtvis
    och också ofta oftast olika olikt om oss på rakt redan rätt sa sade sagt samma sedan senare
    senast sent sex sextio sextionde sexton sextonde sig sin sina sist sista siste sitt sitta sju
    sjunde sjuttio sjuttionde sjutton sjuttonde själv sjätte ska skall skulle slutligen små smått
    snart som stor stora stort större störst säga säger sämre sämst så sådan sådana sådant ta tack
    tar tidig tidigare tidigast tidigt till tills tillsammans tio tionde tjugo tjugoen tjugoett
    tjugonde tjugotre tjugotvå tjungo tolfte tolv tre tredje trettio trettionde tretton trettonde
    två tvåhundra under upp ur ursäkt ut utan utanför ute va vad var vara varför varifrån varit
    varje varken vars varsågod vart vem vems verkligen vi vid vidare viktig viktigare viktigast
    viktigt vilka vilkas vilken vilket vill väl vänster vänstra värre vår våra vårt än ännu är även
    åt åtminstone åtta åttio åttionde åttonde över övermorgon överst övre
    """,
    "tr": """
    acaba acep adamakıllı adeta ait altmış altı ama amma anca ancak arada aslında aynen ayrıca az
    açıkça açıkçası bana bari bazen bazı başkası belki ben benden beni benim beri beriki beş
    bilcümle bile bin binaen binaenaleyh bir biraz birazdan birbiri birden birdenbire biri birice
    birileri birisi birkaç birkaçı birkez birlikte birçok birçoğu birşey birşeyi bitevi biteviye
    bittabi biz bizatihi bizce bizcileyin bizden bize bizi bizim bizimki bizzat boşuna bu buna bunda
    bundan bunlar bunları bunların bunu bunun buracıkta burada buradan burası böyle böylece
    böylecene böylelikle böylemesine böylesine büsbütün bütün cuk cümlesi da daha dahi dahil dahilen
    daima dair dayanarak de defa dek demin demincek deminden denli derakap derhal derken değil değin
    diye diğer diğeri doksan dokuz dolayı dolayısıyla doğru dört edecek eden ederek edilecek
    ediliyor edilmesi ediyor elbet elbette elli emme en enikonu epey epeyce epeyi esasen esnasında
    etmesi etraflı etraflıca etti ettiği ettiğini evleviyetle evvel evvela evvelce evvelden
    evvelemirde evveli eğer fakat filanca gah gayet gayetle gayri gayrı gelgelelim gene gerek gerçi
    geçende geçenlerde gibi gibilerden gibisinden gine göre gırla hakeza halbuki halen halihazırda
    haliyle handiyse hangi hangisi hani hariç hasebiyle hasılı hatta hele hem henüz hep hepsi her
    herhangi herkes herkesin hiç hiçbir hiçbiri hoş hulasaten iken iki ila ile ilen ilgili ilk illa
    illaki imdi indinde inen insermi ise ister itibaren itibariyle itibarıyla iyi iyice iyicene için
    iş işte kadar kaffesi kah kala karşın katrilyon kaynak kaçı kelli kendi kendilerine kendini
    kendisi kendisine kendisini kere kez keza kezalik keşke ki kim kimden kime kimi kimisi kimse
    kimsecik kimsecikler külliyen kırk kısaca lakin leh lütfen maada madem mademki mamafih mebni
    meğer meğerki meğerse milyar milyon mu mü mı nasıl nasılsa nazaran naşi ne neden nedeniyle
    nedenle nedense nerde nerden nerdeyse nere nerede nereden neredeyse neresi nereye netekim neye
    neyi neyse nice nihayet nihayetinde nitekim niye niçin o olan olarak oldu olduklarını oldukça
    olduğu olduğunu olmadı olmadığı olmak olması olmayan olmaz olsa olsun olup olur olursa oluyor on
    ona onca onculayın onda ondan onlar onlardan onlari onları onların onu onun oracık oracıkta
    orada oradan oranca oranla oraya otuz oysa oysaki pek pekala peki pekçe peyderpey rağmen sadece
    sahi sahiden sana sanki sekiz seksen sen senden seni senin siz sizden sizi sizin sonra sonradan
    sonraları sonunda tabii tam tamam tamamen tamamıyla tarafından tek trilyon tüm var vardı
    vasıtasıyla ve velev velhasıl velhasılıkelam veya veyahut ya yahut yakinen yakında yakından
    yakınlarda yalnız yalnızca yani yapacak yapmak yaptı yaptıkları yaptığı yaptığını yapılan
    yapılması yapıyor yedi yeniden yenilerde yerine yetmiş yine yirmi yok yoksa yoluyla yüz yüzünden
    zarfında zaten zati zira çabuk çabukça çeşitli çok çokları çoklarınca çokluk çoklukla çokça çoğu
    çoğun çoğunca çoğunlukla çünkü öbür öbürkü öbürü önce önceden önceleri öncelikle öteki ötekisi
    öyle öylece öylelikle öylemesine öz üzere üç şayet şey şeyden şeyi şeyler şu şuna şuncacık şunda
    şundan şunlar şunları şunu şunun şura şuracık şuracıkta şurası şöyle
    """,
    "uk": """
    або авжеж адже аж але ало б багато без безперервно близько був буває буде будемо будете будеш
    буду будуть будь була були було бути більш більше в важлива важливе важливий важливі вам вами
    вас ваш ваша ваше ваші вгору вдалині весь вже вздовж ви вміти вниз внизу вона вони воно восьмий
    все всередині всею всього всьому всю вся всім всіх втім від відсотків він вісім вісімнадцятий
    вісімнадцять г геть говорив да давай давати давно далеко далі даром два двадцятий двадцять
    дванадцятий дванадцять двох дві де дев'ятий дев'ятнадцятий дев'ятнадцять дев'ять день десятий
    десять дещо для до добре довго досить другий друго дуже дякую дійсно е ж життя з за завжди
    зазвичай зайнята зайнятий зайнято зайняті замість занадто зараз зате звичайно звідси звідусіль
    здається значить знову зовсім зі й його йому каже какая ким кого кожен кожна кожне кожні коли
    кому краще кругом крім куди кілька ласка ледве лише люди людина м майже мало мати мене менше
    мені ми миру мною могти мож може можна можуть моя моє мої міг між мій мільйонів на навколо
    навіть навіщо нагорі над назад найбільш нам нами нарешті нас наш наша наше наші не небудь
    недалеко немає нерідко нещодавно нею неї нижче низько ними них ну нх нього ні ніби ніж ній
    ніколи нікуди нічого обидва один одинадцятий одинадцять однак одного однієї особливо ось от отже
    отож п'ятий п'ятнадцятий п'ятнадцять п'ять перед перший по повинно поза поки пора поруч посеред
    потрібно потім початку прекрасно при про просто проти під пізніше пір після раз разу рано раніше
    раптом року років році рік сам сама саме самим самими самих самого самому саму самі самій свого
    свою своє своєї свої своїх себе сих сказав сказала сказати скрізь скільки собою собі спасибі
    спочатку справ став суть сьогодні сьомий сім сімнадцятий сімнадцять т та так така таке такий
    також такі там твоя твоє твій те тебе теж тепер ти тим тими тисяч тих то тобою тобто тобі того
    тоді тож той тому тощо тою треба третій три тринадцятий тринадцять трохи ту туди тут ті тільки у
    усюди усіма хотіти хоч хоча хочеш хто хіба це цей цим цими цих цього цьому цю ця ці цієї час
    часто частіше часу через четвертий чи численна численне численний численні чого чому чотири
    чотирнадцятий чотирнадцять чудово шостий шістнадцятий шістнадцять шість ще що щоб я як яка який
    яких якого якої якщо які є і із ім'я іноді інша інше інший інших інші їй їм їх її
    """,
}
