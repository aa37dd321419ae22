"""The words of the pages in each language that they speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language; ``{…}`` stands for what is put in."""

    skip: str
    """A link over the head of the page, to its content."""

    subscribe: str
    """A heading: the ways to subscribe."""

    support: str
    """A heading: the ways to give money."""

    episodes: str
    """A heading: the list of episodes."""

    all_episodes: str
    """A link to that list."""

    newer: str
    """A link to the episode after this one."""

    older: str
    """A link to the episode before this one."""

    season: str
    """The season's number: "Season {number}"."""

    number: str
    """The episode's number: "Episode {number}"."""

    trailer: str
    """What kind of episode it is."""

    bonus: str
    """What kind of episode it is."""

    explicit: str
    """Not for children."""

    player: str
    """Names the player, for those who hear the page."""

    speed: str
    """Labels the choice of speed."""

    play_from: str
    """Names a link that plays the sound from a time: "Play from {time}"."""

    chapters: str
    """A heading."""

    transcript: str
    """A heading."""

    estimated: str
    """A sentence: all times were reckoned from the text's length."""

    partly_estimated: str
    """A sentence: some times were."""

    unspoken: str
    """A sentence: what is in italics is not in the recording."""

    notes: str
    """A heading: show notes."""

    original: str
    """A link to where the text was first published."""

    people: str
    """A heading: who took part."""

    roles: Mapping[str, str]
    """What they did, by role of the Podcast Taxonomy in lower case."""

    downloads: str
    """A heading: the files of an episode."""

    sound: str
    """Labels the sound file."""

    license: str
    """Labels the licence."""


WORDS: Mapping[str, Words] = {
    "cs": Words(
        skip="Přejít k obsahu",
        subscribe="Odebírat",
        support="Podpořit",
        episodes="Epizody",
        all_episodes="Všechny epizody",
        newer="Novější epizoda",
        older="Starší epizoda",
        season="{number}. série",
        number="{number}. epizoda",
        trailer="Upoutávka",
        bonus="Bonus",
        explicit="Nevhodné pro děti",
        player="Přehrávač",
        speed="Rychlost",
        play_from="Přehrát od {time}",
        chapters="Kapitoly",
        transcript="Přepis",
        estimated="Časy jsou odhadnuté podle délky textu.",
        partly_estimated="Některé časy jsou odhadnuté podle délky textu.",
        unspoken="Věty psané kurzívou v nahrávce nezazní.",
        notes="Poznámky k epizodě",
        original="Původní text",
        people="Na epizodě se podíleli",
        roles={
            "author": "Text",
            "editor": "Redakce",
            "guest": "Host",
            "host": "Moderace",
            "narrator": "Čte",
            "producer": "Produkce",
            "translator": "Překlad",
        },
        downloads="Ke stažení",
        sound="Zvuk",
        license="Licence",
    ),
    "de": Words(
        skip="Zum Inhalt",
        subscribe="Abonnieren",
        support="Unterstützen",
        episodes="Folgen",
        all_episodes="Alle Folgen",
        newer="Neuere Folge",
        older="Ältere Folge",
        season="Staffel {number}",
        number="Folge {number}",
        trailer="Trailer",
        bonus="Bonus",
        explicit="Nicht jugendfrei",
        player="Player",
        speed="Tempo",
        play_from="Ab {time} abspielen",
        chapters="Kapitel",
        transcript="Transkript",
        estimated="Die Zeiten sind aus der Länge des Textes geschätzt.",
        partly_estimated="Einige Zeiten sind aus der Länge des Textes geschätzt.",
        unspoken="Kursive Sätze kommen in der Aufnahme nicht vor.",
        notes="Shownotes",
        original="Originaltext",
        people="Mitwirkende",
        roles={
            "author": "Text",
            "editor": "Redaktion",
            "guest": "Gast",
            "host": "Moderation",
            "narrator": "Stimme",
            "producer": "Produktion",
            "translator": "Übersetzung",
        },
        downloads="Herunterladen",
        sound="Ton",
        license="Lizenz",
    ),
    "en": Words(
        skip="Skip to content",
        subscribe="Subscribe",
        support="Support",
        episodes="Episodes",
        all_episodes="All episodes",
        newer="Newer episode",
        older="Older episode",
        season="Season {number}",
        number="Episode {number}",
        trailer="Trailer",
        bonus="Bonus",
        explicit="Explicit",
        player="Player",
        speed="Speed",
        play_from="Play from {time}",
        chapters="Chapters",
        transcript="Transcript",
        estimated="The times are estimated from the length of the text.",
        partly_estimated="Some of the times are estimated from the length of the text.",
        unspoken="Sentences in italics are not in the recording.",
        notes="Show notes",
        original="Original text",
        people="People",
        roles={
            "author": "Text",
            "editor": "Editor",
            "guest": "Guest",
            "host": "Host",
            "narrator": "Voice",
            "producer": "Producer",
            "translator": "Translation",
        },
        downloads="Download",
        sound="Sound",
        license="Licence",
    ),
    "es": Words(
        skip="Ir al contenido",
        subscribe="Suscribirse",
        support="Apoyar",
        episodes="Episodios",
        all_episodes="Todos los episodios",
        newer="Episodio posterior",
        older="Episodio anterior",
        season="Temporada {number}",
        number="Episodio {number}",
        trailer="Tráiler",
        bonus="Extra",
        explicit="Contenido explícito",
        player="Reproductor",
        speed="Velocidad",
        play_from="Reproducir desde {time}",
        chapters="Capítulos",
        transcript="Transcripción",
        estimated="Los tiempos se han estimado según la longitud del texto.",
        partly_estimated="Algunos tiempos se han estimado según la longitud del texto.",
        unspoken="Las frases en cursiva no están en la grabación.",
        notes="Notas del episodio",
        original="Texto original",
        people="Participantes",
        roles={
            "author": "Texto",
            "editor": "Edición",
            "guest": "Invitado",
            "host": "Presentación",
            "narrator": "Voz",
            "producer": "Producción",
            "translator": "Traducción",
        },
        downloads="Descargas",
        sound="Audio",
        license="Licencia",
    ),
    "fi": Words(
        skip="Siirry sisältöön",
        subscribe="Tilaa",
        support="Tue",
        episodes="Jaksot",
        all_episodes="Kaikki jaksot",
        newer="Uudempi jakso",
        older="Vanhempi jakso",
        season="Kausi {number}",
        number="Jakso {number}",
        trailer="Traileri",
        bonus="Bonus",
        explicit="Ei lapsille",
        player="Soitin",
        speed="Nopeus",
        play_from="Toista kohdasta {time}",
        chapters="Luvut",
        transcript="Teksti",
        estimated="Ajat on arvioitu tekstin pituudesta.",
        partly_estimated="Osa ajoista on arvioitu tekstin pituudesta.",
        unspoken="Kursivoidut virkkeet eivät ole äänitteessä.",
        notes="Jakson tiedot",
        original="Alkuperäinen teksti",
        people="Tekijät",
        roles={
            "author": "Teksti",
            "editor": "Toimitus",
            "guest": "Vieras",
            "host": "Juontaja",
            "narrator": "Lukija",
            "producer": "Tuotanto",
            "translator": "Käännös",
        },
        downloads="Lataa",
        sound="Ääni",
        license="Lisenssi",
    ),
    "fr": Words(
        skip="Aller au contenu",
        subscribe="S’abonner",
        support="Soutenir",
        episodes="Épisodes",
        all_episodes="Tous les épisodes",
        newer="Épisode suivant",
        older="Épisode précédent",
        season="Saison {number}",
        number="Épisode {number}",
        trailer="Bande-annonce",
        bonus="Bonus",
        explicit="Contenu explicite",
        player="Lecteur",
        speed="Vitesse",
        play_from="Écouter à partir de {time}",
        chapters="Chapitres",
        transcript="Transcription",
        estimated="Les temps sont estimés d’après la longueur du texte.",
        partly_estimated="Certains temps sont estimés d’après la longueur du texte.",
        unspoken="Les phrases en italique ne figurent pas dans l’enregistrement.",
        notes="Notes de l’épisode",
        original="Texte original",
        people="Participants",
        roles={
            "author": "Texte",
            "editor": "Rédaction",
            "guest": "Invité",
            "host": "Présentation",
            "narrator": "Voix",
            "producer": "Production",
            "translator": "Traduction",
        },
        downloads="Télécharger",
        sound="Son",
        license="Licence",
    ),
    "it": Words(
        skip="Vai al contenuto",
        subscribe="Abbonarsi",
        support="Sostenere",
        episodes="Episodi",
        all_episodes="Tutti gli episodi",
        newer="Episodio successivo",
        older="Episodio precedente",
        season="Stagione {number}",
        number="Episodio {number}",
        trailer="Trailer",
        bonus="Bonus",
        explicit="Contenuto esplicito",
        player="Lettore",
        speed="Velocità",
        play_from="Ascolta da {time}",
        chapters="Capitoli",
        transcript="Trascrizione",
        estimated="I tempi sono stimati in base alla lunghezza del testo.",
        partly_estimated="Alcuni tempi sono stimati in base alla lunghezza del testo.",
        unspoken="Le frasi in corsivo non compaiono nella registrazione.",
        notes="Note dell’episodio",
        original="Testo originale",
        people="Partecipanti",
        roles={
            "author": "Testo",
            "editor": "Redazione",
            "guest": "Ospite",
            "host": "Conduzione",
            "narrator": "Voce",
            "producer": "Produzione",
            "translator": "Traduzione",
        },
        downloads="Scarica",
        sound="Audio",
        license="Licenza",
    ),
    "nl": Words(
        skip="Naar de inhoud",
        subscribe="Abonneren",
        support="Steunen",
        episodes="Afleveringen",
        all_episodes="Alle afleveringen",
        newer="Nieuwere aflevering",
        older="Oudere aflevering",
        season="Seizoen {number}",
        number="Aflevering {number}",
        trailer="Trailer",
        bonus="Bonus",
        explicit="Niet voor kinderen",
        player="Speler",
        speed="Tempo",
        play_from="Afspelen vanaf {time}",
        chapters="Hoofdstukken",
        transcript="Transcript",
        estimated="De tijden zijn geschat op basis van de lengte van de tekst.",
        partly_estimated="Sommige tijden zijn geschat op basis van de lengte van de tekst.",
        unspoken="Cursieve zinnen komen niet voor in de opname.",
        notes="Shownotes",
        original="Oorspronkelijke tekst",
        people="Medewerkers",
        roles={
            "author": "Tekst",
            "editor": "Redactie",
            "guest": "Gast",
            "host": "Presentatie",
            "narrator": "Stem",
            "producer": "Productie",
            "translator": "Vertaling",
        },
        downloads="Downloaden",
        sound="Geluid",
        license="Licentie",
    ),
    "pl": Words(
        skip="Przejdź do treści",
        subscribe="Subskrybuj",
        support="Wesprzyj",
        episodes="Odcinki",
        all_episodes="Wszystkie odcinki",
        newer="Nowszy odcinek",
        older="Starszy odcinek",
        season="Sezon {number}",
        number="Odcinek {number}",
        trailer="Zwiastun",
        bonus="Dodatek",
        explicit="Nie dla dzieci",
        player="Odtwarzacz",
        speed="Tempo",
        play_from="Odtwórz od {time}",
        chapters="Rozdziały",
        transcript="Transkrypcja",
        estimated="Czasy oszacowano na podstawie długości tekstu.",
        partly_estimated="Niektóre czasy oszacowano na podstawie długości tekstu.",
        unspoken="Zdań zapisanych kursywą nie ma w nagraniu.",
        notes="Notatki do odcinka",
        original="Tekst oryginalny",
        people="Twórcy",
        roles={
            "author": "Tekst",
            "editor": "Redakcja",
            "guest": "Gość",
            "host": "Prowadzenie",
            "narrator": "Głos",
            "producer": "Produkcja",
            "translator": "Tłumaczenie",
        },
        downloads="Do pobrania",
        sound="Dźwięk",
        license="Licencja",
    ),
    "pt": Words(
        skip="Ir para o conteúdo",
        subscribe="Assinar",
        support="Apoiar",
        episodes="Episódios",
        all_episodes="Todos os episódios",
        newer="Episódio seguinte",
        older="Episódio anterior",
        season="Temporada {number}",
        number="Episódio {number}",
        trailer="Trailer",
        bonus="Bônus",
        explicit="Conteúdo explícito",
        player="Reprodutor",
        speed="Velocidade",
        play_from="Ouvir a partir de {time}",
        chapters="Capítulos",
        transcript="Transcrição",
        estimated="Os tempos são estimados pelo comprimento do texto.",
        partly_estimated="Alguns tempos são estimados pelo comprimento do texto.",
        unspoken="As frases em itálico não estão na gravação.",
        notes="Notas do episódio",
        original="Texto original",
        people="Participantes",
        roles={
            "author": "Texto",
            "editor": "Edição",
            "guest": "Convidado",
            "host": "Apresentação",
            "narrator": "Voz",
            "producer": "Produção",
            "translator": "Tradução",
        },
        downloads="Downloads",
        sound="Áudio",
        license="Licença",
    ),
    "ru": Words(
        skip="К содержанию",
        subscribe="Подписаться",
        support="Поддержать",
        episodes="Выпуски",
        all_episodes="Все выпуски",
        newer="Следующий выпуск",
        older="Предыдущий выпуск",
        season="Сезон {number}",
        number="Выпуск {number}",
        trailer="Трейлер",
        bonus="Бонус",
        explicit="Не для детей",
        player="Плеер",
        speed="Скорость",
        play_from="Слушать с {time}",
        chapters="Главы",
        transcript="Расшифровка",
        estimated="Время рассчитано по длине текста и приблизительно.",
        partly_estimated="Часть времени рассчитана по длине текста и приблизительна.",
        unspoken="Предложений, набранных курсивом, в записи нет.",
        notes="О выпуске",
        original="Исходный текст",
        people="Участники",
        roles={
            "author": "Текст",
            "editor": "Редактор",
            "guest": "Гость",
            "host": "Ведущий",
            "narrator": "Голос",
            "producer": "Продюсер",
            "translator": "Перевод",
        },
        downloads="Скачать",
        sound="Звук",
        license="Лицензия",
    ),
    "sv": Words(
        skip="Till innehållet",
        subscribe="Prenumerera",
        support="Stöd",
        episodes="Avsnitt",
        all_episodes="Alla avsnitt",
        newer="Nyare avsnitt",
        older="Äldre avsnitt",
        season="Säsong {number}",
        number="Avsnitt {number}",
        trailer="Trailer",
        bonus="Bonus",
        explicit="Inte för barn",
        player="Spelare",
        speed="Hastighet",
        play_from="Spela från {time}",
        chapters="Kapitel",
        transcript="Transkription",
        estimated="Tiderna är uppskattade efter textens längd.",
        partly_estimated="Vissa tider är uppskattade efter textens längd.",
        unspoken="Meningar i kursiv stil finns inte i inspelningen.",
        notes="Om avsnittet",
        original="Originaltext",
        people="Medverkande",
        roles={
            "author": "Text",
            "editor": "Redaktion",
            "guest": "Gäst",
            "host": "Programledare",
            "narrator": "Röst",
            "producer": "Produktion",
            "translator": "Översättning",
        },
        downloads="Ladda ner",
        sound="Ljud",
        license="Licens",
    ),
    "tr": Words(
        skip="İçeriğe geç",
        subscribe="Abone ol",
        support="Destekle",
        episodes="Bölümler",
        all_episodes="Tüm bölümler",
        newer="Sonraki bölüm",
        older="Önceki bölüm",
        season="{number}. sezon",
        number="{number}. bölüm",
        trailer="Fragman",
        bonus="Ek bölüm",
        explicit="Çocuklara uygun değil",
        player="Oynatıcı",
        speed="Hız",
        play_from="{time} anından itibaren dinle",
        chapters="Konu başlıkları",
        transcript="Metin",
        estimated="Süreler metnin uzunluğuna göre tahmin edilmiştir.",
        partly_estimated="Bazı süreler metnin uzunluğuna göre tahmin edilmiştir.",
        unspoken="İtalik yazılan cümleler kayıtta yer almaz.",
        notes="Bölüm notları",
        original="Özgün metin",
        people="Emeği geçenler",
        roles={
            "author": "Metin",
            "editor": "Editör",
            "guest": "Konuk",
            "host": "Sunucu",
            "narrator": "Ses",
            "producer": "Yapım",
            "translator": "Çeviri",
        },
        downloads="İndir",
        sound="Ses dosyası",
        license="Lisans",
    ),
    "uk": Words(
        skip="До змісту",
        subscribe="Підписатися",
        support="Підтримати",
        episodes="Випуски",
        all_episodes="Усі випуски",
        newer="Наступний випуск",
        older="Попередній випуск",
        season="Сезон {number}",
        number="Випуск {number}",
        trailer="Трейлер",
        bonus="Бонус",
        explicit="Не для дітей",
        player="Програвач",
        speed="Швидкість",
        play_from="Слухати з {time}",
        chapters="Розділи",
        transcript="Розшифровка",
        estimated="Час розраховано за довжиною тексту, він приблизний.",
        partly_estimated="Частину часу розраховано за довжиною тексту, вона приблизна.",
        unspoken="Речень, набраних курсивом, у записі немає.",
        notes="Про випуск",
        original="Оригінальний текст",
        people="Учасники",
        roles={
            "author": "Текст",
            "editor": "Редактор",
            "guest": "Гість",
            "host": "Ведучий",
            "narrator": "Голос",
            "producer": "Продюсер",
            "translator": "Переклад",
        },
        downloads="Завантажити",
        sound="Звук",
        license="Ліцензія",
    ),
}
"""The words, by the language's code of ISO 639."""
