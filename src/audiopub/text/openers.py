"""The small words that sentences begin with.

Compiled by hand for audiopub: closed classes only, so that a capital on one of these words means
that a sentence begins, and never that a name does.
"""

from __future__ import annotations

import functools


@functools.cache
def leaning(language: str) -> frozenset[str]:
    """Return the words that point back: a sentence that begins so leans on the one before it."""
    return frozenset(_LEANING.get(language, "").split())


@functools.cache
def conjunctions(language: str) -> frozenset[str]:
    """Return the words that a main clause can drop from its beginning and still be one."""
    return frozenset(_CONJUNCTIONS.get(language, "").split())


@functools.cache
def subordinators(language: str) -> frozenset[str]:
    """Return the words that begin a clause which needs another one to be a sentence."""
    return frozenset(_SUBORDINATORS.get(language, "").split())


@functools.cache
def openers(language: str) -> frozenset[str]:
    """Return all words of closed classes that often begin a sentence, in lower case."""
    return leaning(language) | frozenset(_STANDING.get(language, "").split())


_LEANING = {
    "cs": """
    a ale anebo ani avšak dále i jeho jej jejich její jemu jenže ji jich jim jí mezitím navíc nebo
    neboť nicméně on ona oni ono ony pak potom poté proto protože přesto přitom rovněž stejně ta
    tady tak takhle taková takové takový také takže tam tato tedy tehdy ten tento ti tito to tohle
    tomu toto tu ty tyto však zato zatímco
    """,
    "de": """
    aber allerdings also andererseits auch außerdem beide da dabei dadurch dafür dagegen daher
    damals damit danach daneben dann daran darauf daraus darin darum darunter darüber dass davon
    davor dazu demnach denn dennoch deren deshalb dessen deswegen dies diese diesem diesen dieser
    dieses doch dort drittens ebenfalls ebenso einerseits entweder er erstens es ferner folglich
    gleichzeitig hierbei hierfür hierzu hingegen ihm ihn ihnen ihr ihre ihrem ihren ihrer immerhin
    indessen insofern jedoch jene jenem jenen jener jenes nämlich oder schließlich sein seine seinem
    seinen seiner seither sie so sodann solche solchen solcher somit sondern sonst sowie stattdessen
    trotzdem und vielmehr weil weiterhin welche welcher welches wobei wodurch womit zudem zugleich
    zumal zumindest zwar zweitens überdies übrigens
    """,
    "en": """
    accordingly also and another besides both but consequently conversely either else finally
    furthermore he hence her hers him his however indeed instead it its likewise meanwhile moreover
    namely neither nevertheless nonetheless nor or otherwise secondly she similarly so some still
    such that their theirs them then there thereafter thereby therefore these they this those thus
    too which who whose yet
    """,
    "es": """
    además ahí allí ambas ambos aquel aquella aquello asimismo así aunque dicha dicho e ella ellas
    ello ellos entonces esa esas ese eso esos esta estas este esto estos finalmente incluso las les
    luego mas mientras ni o otra otras otro otros pero porque pues sino su sus tal también tampoco
    tanto y ya él ésta éste
    """,
    "fi": """
    eikä että he heidän hän häneen hänelle hänen hänet häntä joka jolloin jonka jossa jota jotka
    kuitenkin lisäksi molemmat mutta muuten myös ne niiden niihin niin niinpä niistä niitä nuo
    näiden näin näissä näitä nämä se sekä sellainen sen siellä siihen siinä siis siitä siksi silloin
    silti sinne siten sitten sitä tai tosin tuo tuolloin tuon tämä tämän tässä tästä tätä vaan
    """,
    "fr": """
    ainsi alors aussi autre autres bref car ce ceci cela celle celles celui cependant ces cet cette
    ceux chacun chacune donc elle elles encore enfin ensuite et finalement il ils leur leurs lui
    mais même ni néanmoins or ou pourtant puis puisque sa ses sinon son tel telle toutefois
    """,
    "it": """
    allora altra altre altri altro anche ancora anzi che ciò così dopo dunque e ebbene ed egli ella
    entrambi essa esse essi esso infatti infine inoltre insomma invece lei li loro lui ma mentre
    neppure né o oppure perciò pertanto però poi quei quel quella quelle quelli quello questa queste
    questi questo quindi sia stessa stesso sua sue suo suoi tale tali tuttavia
    """,
    "nl": """
    anders beide bovendien daar daarbij daardoor daarentegen daarin daarmee daarna daarnaast daarom
    daarop daarvan daarvoor dan dat deze dezelfde die dit doch dus echter en evenmin haar hem hen
    hierbij hierdoor hiermee hij hun immers integendeel maar namelijk niettemin noch of omdat
    ondertussen ook overigens tegelijk tenslotte tevens toch toen uiteindelijk verder vervolgens
    want weliswaar ze zij zijn zo zodat zodoende zulke
    """,
    "pl": """
    a albo ale ależ ani bo bowiem dlatego dodatkowo go i ich im inna inne inni inny jednak jego jej
    jemu ją lecz lub natomiast niemniej oba obaj on ona one oni ono oraz otóż podobnie ponadto potem
    również stąd ta tak taka taki takie także tam tamten te tego tej temu ten też to toteż ty tym
    tymczasem tą więc wreszcie wtedy wówczas zatem zaś zresztą
    """,
    "pt": """
    algumas alguns ali além ambos aquela aquele aquilo as assim contudo dela delas dele deles dessa
    desse desta deste e ela elas ele eles entretanto então essa essas esse esses esta estas este
    estes finalmente isso isto logo lá mas mesmo nela nele nem nessa nesse nesta neste ou outra
    outras outro outros pois porque portanto porém seu seus sua suas tais tal também tampouco
    todavia
    """,
    "ru": """
    а без ведь во-вторых во-первых впрочем все-таки да действительно его ее ей ему её же затем зато
    и или им иначе их к которая которое которые который кроме кстати наконец напротив него неё но ну
    однако он она они оно отсюда потом поэтому причем причём та такая также такие такое такой там те
    тем то тогда тоже тот ту тут эта эти это этого этой этом этому этот эту
    """,
    "sv": """
    alltså andra annars båda både de dem den denna dennes deras dess dessa dessutom det detta dit
    där därefter däremot därför därmed då eller emellertid han hans henne hennes hon honom likaså
    men nämligen och också samtidigt sedan sin slutligen som så sådan sådana således sålunda tvärtom
    vidare visserligen
    """,
    "tr": """
    ama ancak aynı ayrıca bu buna bundan bunlar bunları bunların bunu bunun bununla böyle böylece
    dahası dolayısıyla fakat hatta hem ikinci ise kendisi lakin nitekim o ona ondan onlar onları
    onların onu onun oysa sonra tabii ve veya ya yani yine yoksa zira çünkü örneğin üstelik şimdi şu
    şunlar şöyle
    """,
    "uk": """
    а або адже але бо вона вони воно все-таки втім він далі до дійсно ж зате звідси зі й його йому
    крім нарешті натомість ні однак отже отож потім причому проте та так така таке такий також такі
    там те тим тобто тоді тож той тому ту тут це цей цим цього цьому цю ця ці і із інакше інша інше
    інший інші їй їм їх її
    """,
}

_STANDING = {
    "cs": """
    aby až bez během co do jak jako jaký já kam každý kde kdo kdy kdyby když ke která které který
    mezi mnoho my na nad nic nikdo od po pod podle pokud pro proč před při s se v ve vy z za že
    """,
    "de": """
    alle als am an auf aus bei beim bis das dem den der des die durch ein eine einem einen einer für
    gegen hier hinter ich im in ist jede jeder jedes kein keine man mein mit nach neben nicht
    niemand nun nur ob obwohl ohne sei seit selbst sind trotz um unser unsere unter vom von vor wann
    warum was weder wegen welch wenn wer wie wir wird wo während zu zum zur zwischen über
    """,
    "en": """
    a about after all although among an any as at because before between by despite during each
    every for from how i if in into is many most my never no nobody not nothing on once one only our
    over since the to today under unless until we what when where whether while why with within
    without you your
    """,
    "es": """
    a al ante antes aún bajo cada como con contra cuando cuál cuándo cuánto cómo de del desde
    después donde durante dónde el en entre es hacia hasta hay la lo los mi muchas muchos muy nada
    nadie no nos nuestra nuestro nunca para por que quien quién qué se según si sin sobre solo sí
    toda todas todo todos tras un una yo
    """,
    "fi": """
    ehkä ei eivät ennen hyvin jo jokainen jos kaikki kenen koska kuinka kuka kukaan kun kuten me
    miksi mikä minä missä mitä monet moni nyt ole olen on pitääkö sinä te tänään täällä vaikka vain
    vielä yksi
    """,
    "fr": """
    afin après au aucun aucune aux avant avec c'est chaque chez comme comment contre dans de depuis
    des deux du dès en entre est hier ici j'ai jamais je l'on la le les lors lorsque ma malgré mon
    ne non nos notre nous on où par parce parmi pas pendant personne peu plus plusieurs pour
    pourquoi quand que quel quelle qui rien sans selon seul seule si sous sur tandis tous tout toute
    toutes trop très un une vers voici voilà vos votre vous y à
    """,
    "it": """
    a ad ai al alla alle c'è chi come con contro da dagli dal dalla degli dei del della delle di
    dove durante fino fra gli ha hanno i il in io l'altro la le lo mai mi mio molte molti nei nel
    nella nelle nessun nessuno niente noi non nostra nostro oggi ogni per perché più prima qual
    quale quali quando quanto qui se secondo senza si solo sono sotto sul sulla tra tutte tutti
    tutto un un'altra una uno è
    """,
    "nl": """
    aan achter al alle alleen alles als bij binnen buiten de door een eerst er geen het hier hoe
    hoewel ik in is ja je jij met mijn na naar naast nadat niemand niet niets nog nooit nu om
    ondanks onder ons onze op over sinds te tegen terwijl tijdens tot tussen u uit van veel volgens
    voor vóór waar waarom wanneer wat we welke wie wij zonder
    """,
    "pl": """
    aby bez chociaż choć co czy dla dlaczego do dziś gdy gdyby gdzie ile ja jak jaka jaki jakie jako
    jeden jedna jeśli jeżeli już każda każde każdy kiedy kto która które który mimo między moja my
    mój na nad nasz nasza nasze nic nie nigdy nikt o od po pod podczas podobno ponieważ przed przez
    przy się skoro są teraz tu tylko w wczoraj we według wiele wielu wszyscy wszystko z za zanim ze
    żaden żadna że
    """,
    "pt": """
    a agora ainda ante antes ao aos apesar após até cada com como conforme contra da das de desde do
    dos durante em embora enquanto entre eu foi hoje há já mais meu minha muita muitas muito muitos
    na nada nas ninguém no nos nossa nosso nunca não nós o onde os para pela pelo pelos por qual
    quando quanto que quem quê se segundo sem sempre será sob sobre só toda todas todo todos tudo um
    uma à é
    """,
    "ru": """
    более был была были было в вместо во вот все всего всё вчера вы где даже для до если есть еще
    ещё за зачем здесь из каждый как какая какие какой ко когда конечно кто между многие мой мы на
    надо не нельзя никто ничего ничто о об один одна от очень перед по под пока после почему при про
    с сегодня сейчас скоро со согласно среди так теперь только у уже хотя чем через что чтобы я
    """,
    "sv": """
    alla allt att av bara bland du efter eftersom ej en enligt ett flera från för före genom hos hur
    här i icke idag ifall inga ingen ingenting inom inte ja jag kanske man med medan mellan min mitt
    mot många nej ni nu när någon något några om på till trots under ur utan utom vad var varför
    varje vem vi vid vilka vilken vilket vår våra än är även över
    """,
    "tr": """
    acaba artık aslında bana bazı belki ben bence bir biri birçok biz bizim bugün burada daha değil
    dün en eğer hala hangi her herkes hiç hiçbir ilk için kim kimse nasıl ne neden nerede niçin
    orada pek sadece sen siz tüm var yalnızca yok zaten çok
    """,
    "uk": """
    без був була були було більше в вже ви вчора від де для з за завжди завтра замість зараз згідно
    здається кого кожен кожна коли крізь ледве лише мені ми моя між мій на навіть навіщо над нам наш
    наша не немає ніколи ніхто нічого о один одна ось перед по поки попри при про під після раніше
    сам сьогодні тепер треба тільки у усе хоча хто хіба через чи чим чому що щоб щодо я як яка якби
    яке який якщо які
    """,
}

_CONJUNCTIONS = {
    "cs": "a ale avšak i",
    "de": "aber denn doch und",
    "en": "and but so yet",
    "es": "e pero y",
    "fi": "ja mutta",
    "fr": "car et mais or",
    "it": "e ed ma",
    "nl": "en maar want",
    "pl": "a ale i lecz",
    "pt": "e mas",
    "ru": "а и но",
    "sv": "men och",
    "tr": "ama fakat ve",
    "uk": "а але і й та",
}

_SUBORDINATORS = {
    "cs": "aby ačkoli ačkoliv jakmile jestli jestliže kdyby když než pokud protože přestože že",
    "de": """
    als bevor bis damit dass ehe falls indem je nachdem ob obgleich obwohl seit seitdem sobald
    sofern solange sooft während weil wenn wer wie wo
    """,
    "en": """
    after although as because before even if once since that though unless until what when whenever
    where whereas whether while who
    """,
    "es": "antes aunque como cuando después donde mientras porque pues que quien si",
    "fi": "ennen jos jotta kun kunnes koska vaikka",
    "fr": """
    afin alors après avant comme dès lorsqu lorsque parce pendant pour puisqu puisque quand que qui
    quoique s si tandis
    """,
    "it": "affinché benché che chi come dopo dove finché mentre perché poiché prima quando se",
    "nl": "als hoewel nadat omdat sinds terwijl toen voordat wanneer wie zoals zodat zodra",
    "pl": "aby choć chociaż gdy gdyby gdyż jak jeśli jeżeli kiedy kto ponieważ skoro zanim że żeby",
    "pt": "antes caso como depois embora enquanto onde porque quando que quem se",
    "ru": "если едва ибо как когда кто пока поскольку потому хотя чем чтобы что",
    "sv": "att då eftersom eftersåsom fast fastän innan medan när om sedan som trots",
    "tr": "eğer",
    "uk": "аби доки коли поки тому хоча хто хоч чим що щоб як якщо",
}
