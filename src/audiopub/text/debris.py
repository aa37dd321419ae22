"""What web pages leave around a text when it is copied: comment counts, buttons, menus.

Compiled by hand for audiopub: what WordPress, comment systems and the share buttons of social
networks say in each language. A paragraph is debris only if all of it is.
"""

from __future__ import annotations

import functools

import regex

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
    "fi": r"jaa(?: tämä)?|(?:jätä|kirjoita|lisää) kommentti|tykkää(?: tästä)?|aiheeseen liittyy"
    r"|lue (?:lisää|myös|seuraavaksi).*|mainos|tilaa(?: uutiskirje)?|tulosta|ladataan",
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


def is_debris(text: str) -> bool:
    """Return whether a paragraph is nothing but what a web page left."""
    return len(text) <= _LONGEST and _pattern().fullmatch(text) is not None


@functools.cache
def _pattern() -> regex.Pattern[str]:
    counted, buttons, labels = ("|".join(t.values()) for t in (_COUNTED, _BUTTONS, _LABELS))
    return regex.compile(
        rf"\W*(?:(?:(?:\d[\d.,]*|{_NONE})\s+)?(?:{counted})(?:\s*\(\d+\))?|(?:{buttons})[\s:….]*"
        rf"|(?:{labels})\s*:\s*.*)\W*",
        flags=regex.IGNORECASE,
    )
