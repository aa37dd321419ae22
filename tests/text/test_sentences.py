from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub.text.sentences import split

MORE = Path(__file__).parents[1] / "data" / "text" / "sentences.txt"

# A bar stands where a sentence ends.
TEXTS = [
    (
        "de",
        "Am 3. Oktober 1990 war es soweit. | Der 1. FC Köln verlor. | Es waren 15. | Dann kam er.",
    ),
    ("de", "Dr. Müller kam z. B. um 5 Uhr. | Das kostet 5 Mio. Euro usw. | Putin schwieg."),
    (
        "de",
        "Im 19. Jahrhundert lebte Ludwig XIV. in Versailles. | Er starb 1715. | Niemand weinte.",
    ),
    ("de", "„Wirklich?“, fragte er. | „Das ist alles.“ | Sie ging. | »Ja.« | »Nein«, sagte sie."),
    ("de", "Wie soll das gehen? | – Eine abstrakte Frage. | Mit anderen Worten: Es geht nicht …"),
    ("de", "Fragen dieser Art. | Siehe Art. 5 und S. 7. | Er lobte Prof. Dr. med. H. Meier sehr."),
    ("en", "Mr. Smith lives in the U.S. | He works for Apple Inc. | She said no. | Putin left."),
    ("en", "The U.S. Senate met at 5 p.m. on Monday. | J. R. R. Tolkien wrote it. | See Fig. 3."),
    ("en", "“Really?” he asked. | “Yes.” | It cost $3.5 million. | In Jan. 2020 it began! | Why?!"),
    ("en", "He came in April. | There was snow. | 1. First item. | Fact.[12] | Another one."),
    ("uk", "У 2014 р. Росія анексувала Крим. | Це сталося 24 лютого 2022 р. | Війна триває."),
    (
        "uk",
        "Він живе в м. Київ на вул. Хрещатик. | – Привіт! – сказав він. | Ціна – 5 млн грн. | Ні.",
    ),
    ("ru", "В 2014 г. Россия вошла в Крым. | Он живёт в г. Москва и т. д. | Пришёл В. В. Путин."),
    (
        "fr",
        "M. Macron a dit : « Oui ! » | Il partit à 9 h. | Mme Le Pen resta. | Voir p. 5, fig. 3.",
    ),
    (
        "es",
        "El Sr. García llegó a EE. UU. en 2010. | ¿Qué pasó? | ¡Nada! | Dijo que no. | Luego fue.",
    ),
    (
        "it",
        "Il sig. Rossi e il dott. Bianchi tacquero. | Ecc. | Poi vennero altri. | E l'on. Meloni?",
    ),
    ("pt", "O Sr. Silva chegou às 15h. | A Dra. Maria não. | Ver pág. 7, etc. | E depois?"),
    (
        "pl",
        "W 2014 r. Rosja zajęła Krym. | Tzw. eksperci, m.in. prof. Nowak, mówią itd. | Potem nic.",
    ),
    (
        "cs",
        "Dne 3. května přišel p. Novák. | Žil tu Karel IV. v 19. století. | Bylo jich 15. | Šli?",
    ),
    ("sv", "Dr. Svensson kom kl. 15. | Han sade t.ex. nej. | Det kostar 5 kr. | Vad nu?"),
    ("nl", "Dhr. Jansen en mevr. De Vries kwamen. | Enz. | Dat kost ca. 5 euro. | Wat nu?"),
    (
        "fi",
        "Hän syntyi 3. toukokuuta 1950. | Esim. näin. | Tri Virtanen tuli klo 15.30. | Se siitä.",
    ),
    (
        "tr",
        "Prof. Dr. Yılmaz geldi. | II. Abdülhamid 19. yüzyılda yaşadı. | 1. Dünya Savaşı başladı.",
    ),
    ("no", "Den 17. mai feirer vi. | Så går vi hjem."),
    ("ar", "مرحبا بكم. | كيف حالك؟ | أنا بخير."),
    ("hi", "यह एक वाक्य है। | यह दूसरा है।"),
    *(line.split("\t") for line in MORE.read_text(encoding="utf-8").splitlines()),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_sentences_end_where_a_reader_would_stop(language: str, text: str) -> None:
    sentences = text.split(" | ")
    assert list(split(" ".join(sentences), language)) == sentences


def test_chinese_needs_no_spaces() -> None:
    assert split("你好。我是中国人！“好的。”他说。", "zh") == (
        "你好。",
        "我是中国人！",
        "“好的。”他说。",
    )


def test_a_quotation_goes_on_with_who_says_it() -> None:
    assert split("彼は「はい。」と言った。それで終わった！本当？", "ja") == (
        "彼は「はい。」と言った。",
        "それで終わった！",
        "本当？",
    )
    assert split("“Why?” Trump asked. “No.” Trump left.", "en") == (
        "“Why?” Trump asked.",
        "“No.”",
        "Trump left.",
    )


def test_the_region_of_a_language_does_not_matter() -> None:
    assert split("Das ist z. B. Wien. Ja.", "DE-AT") == ("Das ist z. B. Wien.", "Ja.")


def test_nothing_has_no_sentences() -> None:
    assert split("  ", "de") == ()


@given(st.text(), st.sampled_from(["de", "en", "uk", "zh", ""]))
def test_no_character_is_lost(text: str, language: str) -> None:
    sentences = split(text, language)
    assert "".join("".join(sentences).split()) == "".join(text.split())
    assert all(sentence == sentence.strip() != "" for sentence in sentences)


@pytest.mark.parametrize("unit", ["a.", "A. ", "!", '."', "z. B. ", ". »", "3. "])
def test_hostile_text_takes_no_longer_than_its_length(unit: str) -> None:
    assert split(unit * 20_000 + "x", "de")
