"""What web pages leave around a text when it is copied: comment counts, buttons, menus.

Compiled by hand for audiopub: what WordPress, comment systems and the share buttons of social
networks say in each language. A paragraph is debris only if all of it is, and a notice on cookies
only above and below a text.
"""

from __future__ import annotations

import functools

import regex

from audiopub import compiled

_LONGEST = 100  # characters; what is longer is no button and no menu

# By language: words that are counted ("3 Kommentare"), buttons, and labels of lists ("Tags:").
_COUNTED = {
    "cs": r"komentář\p{L}*|odpově\p{L}+",
    "de": r"Kommentare?|Antwort(?:en)?|Reaktion(?:en)?",
    "en": r"comments?|repl(?:y|ies)|responses?|shares?|likes?|views?",
    "es": r"comentarios?|respuestas?",
    "fi": r"kommentti?\p{L}*|vastau\p{L}+",
    "fr": r"commentaires?|réponses?|réactions?",
    "it": r"comment[oi]|rispost[ae]",
    "nl": r"reacties?|antwoord(?:en)?",
    "pl": r"komentarz\p{L}*|odpowied\p{L}+",
    "pt": r"comentários?|respostas?",
    "ru": r"комментари\p{L}*|ответ\p{L}*",
    "sv": r"kommentar(?:er)?|svar",
    "tr": r"yorum(?:lar)?|yanıt(?:lar)?",
    "uk": r"коментар\p{L}*|відповід\p{L}*",
}
_NONE = r"(?:keine|no|aucun|sin|nessun|brak|nenhum|нет|немає|inga|geen|ei|žádn\p{L}+|yok)"
_BUTTONS = {
    "cs": r"sdílet(?: na \w+)?|(?:napsat|přidat|zanechat) komentář|to se mi líbí|související.{0,20}"
    r"|(?:číst|čtěte) (?:dále|dál|více|také).*|odebírat|vytisknout|načítání|reklama",
    "de": r"teilen(?: mit| auf \w+)?|(?:schreibe? einen )?kommentar(?: (?:verfassen|schreiben"
    r"|hinterlassen|abgeben))?|gefällt mir|ähnliche (?:beiträge|artikel)|mehr zum thema"
    r"|weiterlesen.*|lesen sie auch.*|(?:newsletter )?abonnieren|drucken|wird geladen|anzeige"
    r"|werbung|zurück zur startseite|alle rechte vorbehalten|(?:alle )?cookies akzeptieren",
    "en": r"share(?: this| on \w+)?|(?:leave|post|add|write) a (?:comment|reply)|like this"
    r"|related(?: posts?| articles?)?|read (?:more|also|next).*|continue reading.*|advertisement"
    r"|subscribe(?: now)?|print|loading|skip to (?:main )?content|(?:accept )?(?:all )?cookies"
    r"|all rights reserved|tweet|sign up for our newsletter",
    "es": r"compart(?:ir|e)(?: esto| en \w+)?|(?:deja|escribe|publica)r? un comentario"
    r"|me gusta(?: esto)?|relacionado|(?:leer|lee|seguir) (?:más|también|leyendo).*|publicidad"
    r"|suscrib(?:irse|ete|ír)|suscríbete|imprimir|cargando",
    "fi": r"jaa(?: tämä)?|kommentoi(?: juttua)?|(?:jätä|kirjoita|lisää) kommentti"
    r"|tykkää(?: tästä)?|aiheeseen liittyy|lue (?:lisää|myös|seuraavaksi).*|mainos"
    r"|tilaa(?: uutiskirje)?|tulosta|ladataan",
    "fr": r"partager(?: ceci| sur \w+)?|laisser un commentaire|j['’]aime(?: ça)?"
    r"|articles? (?:similaires?|liés?)|lire (?:la suite|aussi|plus).*|à lire aussi.*|publicité"
    r"|s['’]abonner|imprimer|chargement",
    "it": r"condividi(?: su \w+)?|(?:lascia|scrivi|aggiungi) un commento|mi piace(?: questo)?"
    r"|(?:articoli )?correlati|(?:leggi|continua a) (?:tutto|anche|leggere|di più).*|pubblicità"
    r"|iscriviti|stampa|caricamento",
    "nl": r"(?:dit )?delen(?: op \w+)?|(?:geef|plaats|laat) een reactie(?: achter)?|vind ik leuk"
    r"|gerelateerd|lees (?:meer|verder|ook).*|advertentie|abonneren|afdrukken|(?:bezig met )?laden",
    "pl": r"udostępnij(?: to| na \w+)?|(?:dodaj|zostaw|napisz) (?:komentarz|odpowiedź)|skomentuj"
    r"|lubię to|podobne(?: wpisy)?|(?:czytaj|zobacz) (?:dalej|także|więcej|też).*|subskrybuj"
    r"|drukuj|wczytywanie|reklama",
    "pt": r"(?:com)?partilh(?:ar|e)(?: isto| isso| em \w+)?|compartilh(?:ar|e)(?: isso| em \w+)?"
    r"|deix[ae]r? um comentário|curtir(?: isso)?|gosto(?: disto)?|relacionado"
    r"|(?:ler|leia|continue) (?:mais|também|lendo|a ler).*|publicidade|assinar|inscreva-se"
    r"|carregando|a carregar",
    "ru": r"поделиться(?: этим| в \w+)?|(?:оставить|добавить|написать) (?:комментарий|ответ)"
    r"|нравится|похожее|(?:читать|читайте) (?:далее|дальше|также).*|подписаться|печать|загрузка"
    r"|реклама",
    "sv": r"dela(?: detta| på \w+)?|(?:lämna|skriv) en kommentar|gilla(?: detta)?"
    r"|relaterade?(?: inlägg)?|läs (?:mer|vidare|också|även).*|annons|prenumerera|skriv ut|laddar",
    "tr": r"(?:bunu )?paylaş|(?:bir )?yorum (?:yap(?:ın)?|yaz(?:ın)?|bırak(?:ın)?|gönder)"
    r"|(?:bunu )?beğen|ilgili(?: yazılar)?|devamını oku.*|ayrıca oku(?:yun)?.*|reklam|abone ol"
    r"|yazdır|yükleniyor",
    "uk": r"поділитися(?: цим| в \w+)?|(?:залишити|додати|написати) (?:коментар|відповідь)"
    r"|подобається|схожі \w+|(?:читати|читайте) (?:далі|також|більше).*|підписатися|друк"
    r"|завантаження|реклама",
    "": r"facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|e-?mail",
}
_LABELS = {
    "cs": r"štítky|rubrik[ay]",
    "de": r"schlagw(?:ort|örter)|kategorien?|veröffentlicht (?:in|von|am)"
    r"|(?:vorheriger|nächster)(?: beitrag)?",
    "en": r"tags?|categor(?:y|ies)|filed under|posted (?:in|by|on)|(?:previous|next)(?: post)?",
    "es": r"etiquetas|categorías?|publicado (?:en|por|el)",
    "fi": r"asiasanat|avainsanat|kategoriat?",
    "fr": r"étiquettes?|catégories?|publié (?:dans|par|le)",
    "it": r"etichette|categori[ae]|pubblicato (?:in|da|il)",
    "nl": r"categorie(?:ën)?|geplaatst (?:in|door|op)",
    "pl": r"tagi|kategori[ae]|opublikowano",
    "pt": r"marcadores|categorias?|publicado (?:em|por)",
    "ru": r"метки|рубрик[аи]|опубликовано",
    "sv": r"etiketter|taggar|kategori(?:er)?|publicerad",
    "tr": r"etiketler?|kategoriler?",
    "uk": r"теги|мітки|позначки|категорі[яї]|рубрик[аи]|опубліковано",
}


# Lines of words that are all for sharing: at least one of the first, and else only the others.
_SHARE = (
    r"share|tei(?:le|len|lt)|partage[rz]|compart(?:ir|e|a|ilhar|ilhe|ilha)|partilh(?:ar|e|a)|condividi"
    r"|deel|delen|dela|jaa|paylaş\p{L}*|поділи\p{L}+|поширити|подели\p{L}+|udostępnij|sdíle[tj]\p{L}*"
    r"|tweet\p{L}*|send(?:en)?|versenden|enviar|envoyer|invia|skicka|lähetä|gönder|отправить"
    r"|надіслати|wyślij|poslat|stuur|facebook|twitter|whatsapp|telegram|linkedin|pinterest|reddit"
    r"|instagram|xing|viber|messenger|bluesky|mastodon"
)
_SHARED = (
    r"x|vk|threads|e-?mail|mail|link\p{L}*|pocket|this|the|on|via|by|with|to|article|post|page|story"
    r"|diese[nrs]?|den|das|auf|bei|per|mit|artikel|beitrag|seite|cet(?:te)?|ce|sur|par|avec|est[ea]|en"
    r"|por|con|artículo|página|quest[oa]|su|articolo|pagina|em|no|na|neste|artigo|dit|op|met|bericht"
    r"|detta|denna|artikeln|på|med|inlägget|tämä|artikkeli|sivu|bu|yazıyı|haberi|sayfayı|ile|цей|цю"
    r"|стат\p{L}+|у|в|во|на|эт[уо]|этой|ten|tę|artykuł|wpis|przez|tento|článek|příspěvek|se|sig"
)
_COOKIES = r"cookies?|cookie-\p{L}+|ciasteczk\p{L}+|eväste\p{L}*|çerez\p{L}*|кук[иі]|kakor"
_CONSENT = (
    r"we use|site uses|by continuing|accept|cookie (?:policy|settings|preferences|notice)"
    r"|wir (?:verwenden|nutzen|setzen)|seite (?:verwendet|nutzt|benutzt)|akzeptier|ablehnen|zustimm"
    r"|cookie-(?:einstellung|richtlinie|hinweis)|nous utilisons|site utilise|en poursuivant|accepte"
    r"|utilizamos|usamos|sitio (?:web )?(?:usa|utiliza)|al continuar|acepta|política de cookies"
    r"|utilizziamo|usiamo|sito (?:web )?(?:usa|utilizza)|continuando|accett|informativa"
    r"|(?:site|sítio) (?:usa|utiliza)|ao continuar|aceita|wij gebruiken|we gebruiken"
    r"|site (?:maakt|gebruikt)|accepteren|cookiebeleid|vi använder"
    r"|webbplats\p{L}* använder|acceptera|godkänn|używamy"
    r"|korzystamy|(?:strona|witryna|serwis) (?:używa|korzysta|wykorzystuje)|akceptuj|zgadzam"
    r"|používáme|(?:web|stránky) používá|souhlas|käytämme|sivusto\p{L}* käyttää|hyväksy|kullan"
    r"|kabul|мы используем|сайт использует|принять|соглас|ми використовуємо|сайт використовує"
    r"|прийняти|погод"
)
_LONGEST_NOTICE = 400  # characters, of a notice on cookies
_CREDIT = (
    r"(?:foto|bild|photo|picture|image|imagen|imagem|immagine|kuva|fotoğraf|görsel|фото|зображення"
    r"|изображение|zdjęcie|fot|obrázek|afbeelding|beeld)\p{L}{0,8}\.?(?: credits?| by)?\s*[:©].*"
)
_READING_TIME = (
    r"(?:lesezeit|reading time|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura"
    r"|leestijd|lästid|lukuaika|okuma süresi|время чтения|час читання|czas czytania|doba čtení)"
    r"\s*[:–-]?\s*(?:ca\.?\s*)?\d+.{0,12}|\d+[\s-]?min(?:ute)?s?\.? read"
)


def is_debris(text: str) -> bool:
    """Return whether a paragraph is nothing but what a web page left."""
    if len(text) > _LONGEST:
        return False
    return any(pattern.fullmatch(text) for pattern in _patterns())


def is_notice(text: str) -> bool:
    """Return whether a paragraph at the head or foot of a text asks for consent to cookies."""
    return len(text) <= _LONGEST_NOTICE and _notice().search(text) is not None


@functools.cache
def _notice() -> regex.Pattern[str]:
    return compiled.pattern(
        rf"^(?=.*\b(?:{_COOKIES})\b).*(?:{_CONSENT})", flags=regex.IGNORECASE | regex.DOTALL
    )


@functools.cache
def _patterns() -> tuple[regex.Pattern[str], ...]:
    counted, buttons, labels = ("|".join(t.values()) for t in (_COUNTED, _BUTTONS, _LABELS))
    word = rf"(?:{_SHARE}|{_SHARED})\p{{L}}{{0,4}}(?:['’]\p{{L}}{{1,3}})?"
    count = rf"(?:(?:\d[\d.,]*|{_NONE})\s+)?(?:{counted})(?:\s*\(\d+\))?"
    forms = (
        rf"\W*(?:{count}|(?:{buttons})[\s:….]*|(?:{labels})\s*:\s*.*)\W*",
        rf"(?=.*\b(?:{_SHARE}))\W*+{word}(?:[\s:|·•,/()&-]++{word})*+\W*",
        rf"\W*(?:{_CREDIT}|{_READING_TIME})",
    )
    return tuple(compiled.pattern(form, flags=regex.IGNORECASE) for form in forms)
