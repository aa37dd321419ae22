from __future__ import annotations

from pathlib import Path

import pytest

from audiopub.text.language import UNKNOWN, base, recognise

SENTENCES = {
    "cs": "Prezident řekl, že jednání se tento týden konat nebude.",
    "de": "Der Präsident sagte, dass die Gespräche nicht stattfinden.",
    "en": "The president said that the talks would not take place.",
    "es": "El presidente dijo que las negociaciones no se celebrarán.",
    "fi": "Presidentti sanoi, ettei neuvotteluja käydä tällä viikolla.",
    "fr": "Le président a dit que les négociations n'auraient pas lieu.",
    "it": "Il presidente ha detto che i colloqui non si terranno.",
    "nl": "De president zei dat de gesprekken niet zullen plaatsvinden.",
    "pl": "Prezydent powiedział, że rozmów w tym tygodniu nie będzie.",
    "pt": "O presidente disse que as negociações não terão lugar.",
    "ru": "Президент сказал, что переговоров на этой неделе не будет.",
    "sv": "Presidenten sa att förhandlingarna inte blir av i veckan.",
    "tr": "Cumhurbaşkanı bu hafta görüşme yapılmayacağını söyledi.",
    "uk": "Президент сказав, що переговорів цього тижня не буде.",
    "zh": "总统今天表示，谈判不会举行。",
    "ar": "قال الرئيس اليوم إن المفاوضات لن تجري هذا الأسبوع.",
}

NEIGHBOURS = {
    "da": (
        "Forhandlingerne varede til sent på natten. Til sidst var meget stadig åbent, og "
        "ingen ville tale om en succes. Regeringen meddelte, at den vil fremlægge "
        "forslaget allerede i denne måned. Om det får flertal, er usikkert. "
    ),
    "sk": (
        "Rokovania trvali do neskorej noci. Nakoniec zostalo mnoho otvorené a nikto "
        "nechcel hovoriť o úspechu. Vláda oznámila, že návrh predloží ešte tento mesiac. "
        "Či nájde väčšinu, nie je isté. "
    ),
    "bg": (
        "Преговорите продължиха до късно през нощта. В крайна сметка много остана открито "
        "и никой не искаше да говори за успех. Правителството обяви, че ще представи "
        "проекта още този месец. Дали ще намери мнозинство, не е ясно. "
    ),
    "ro": (
        "Negocierile au durat până târziu în noapte. În cele din urmă multe au rămas "
        "deschise și nimeni nu voia să vorbească despre un succes. Guvernul a anunțat că "
        "va prezenta proiectul încă în această lună. Nu se știe dacă va găsi o "
        "majoritate. "
    ),
    "et": (
        "Läbirääkimised kestsid hilisööni. Lõpuks jäi paljugi lahtiseks ja keegi ei "
        "tahtnud edust rääkida. Valitsus teatas, et esitab eelnõu veel sel kuul. Kas see "
        "leiab enamuse, on ebakindel. "
    ),
    "hu": (
        "A tárgyalások késő éjszakáig tartottak. Végül sok minden nyitva maradt, és senki "
        "sem akart sikerről beszélni. A kormány bejelentette, hogy még ebben a hónapban "
        "benyújtja a tervezetet. "
    ),
    "ca": (
        "Les negociacions van durar fins ben entrada la nit. Al final moltes coses van "
        "quedar obertes, i ningú no volia parlar d'un èxit. El govern va anunciar que "
        "presentarà el projecte abans de final de mes. No se sap si trobarà una majoria. "
    ),
    "be": (
        "Перамовы працягваліся да позняй ночы. Урэшце многае засталося адкрытым, і ніхто "
        "не хацеў гаварыць пра поспех. Урад абвясціў, што прадставіць праект яшчэ ў гэтым "
        "месяцы. Ці знойдзе ён большасць, пакуль невядома. "
    ),
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_enough(language: str) -> None:
    assert recognise(SENTENCES[language]) == language


@pytest.mark.parametrize("language", NEIGHBOURS)
def test_a_long_text_is_not_taken_for_a_neighbour(language: str) -> None:
    assert recognise(NEIGHBOURS[language] * 4) == language


def test_a_long_text_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audiopub.text.language._identifier", lambda: pytest.fail("was loaded"))
    for language in ("de", "en", "uk"):
        file = Path(__file__).parents[1] / "data" / "text" / "chapters" / f"{language}.txt"
        assert recognise(file.read_text(encoding="utf-8")) == language


def test_the_language_that_is_expected_needs_no_model_in_a_short_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("audiopub.text.language._identifier", lambda: pytest.fail("was loaded"))
    for language, tag in (("de", "de-AT"), ("en", "en")):
        file = Path(__file__).parents[1] / "data" / "text" / "chapters" / f"{language}.txt"
        short = " ".join(file.read_text(encoding="utf-8").split()[:60])
        assert recognise(short, tag) == language


@pytest.mark.parametrize("expected", sorted(SENTENCES))
def test_what_is_expected_is_not_believed_of_a_text_in_another_language(expected: str) -> None:
    for language, text in (SENTENCES | NEIGHBOURS).items():
        assert recognise(f"{text} " * 4, expected) == recognise(f"{text} " * 4)
        assert recognise(text, expected) == recognise(text), language


def test_most_of_a_long_text_decides() -> None:
    german = SENTENCES["de"] + " "
    assert recognise(SENTENCES["en"] + german * 400 + SENTENCES["fr"]) == "de"


@pytest.mark.parametrize("text", ["", "1 2 3 …", "OK.", "Rubio Lawrow Trump Putin"])
def test_too_little_is_not_guessed(text: str) -> None:
    assert recognise(text) == UNKNOWN


@pytest.mark.parametrize(("tag", "language"), [("de", "de"), ("pt-BR", "pt"), ("DE-at", "de")])
def test_a_tag_has_a_base(tag: str, language: str) -> None:
    assert base(tag) == language
