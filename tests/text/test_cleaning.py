from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from audiopub.model import Change
from audiopub.text.cleaning import clean
from audiopub.text.debris import is_debris
from audiopub.text.document import Block

Make = Callable[..., list[Block]]


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks]


@pytest.mark.parametrize(
    "text",
    [
        "1 Kommentar",
        "Kommentar verfassen",
        "Teilen mit:",
        "Gefällt mir:",
        "12 Comments",
        "Leave a reply",
        "Share this:",
        "Read more →",
        "Accept all cookies",
        "Tags: war, peace",
        "3 коментарі",
        "Залишити коментар",
        "Поділитися цим:",
        "Читайте також: Новини",
        "2 комментария",
        "Оставить комментарий",
        "Laisser un commentaire",
        "J’aime ça :",
        "5 komentarzy",
        "Dodaj komentarz",
        "Deja un comentario",
        "Me gusta esto:",
        "Lascia un commento",
        "Deixe um comentário",
        "Napsat komentář",
        "Lämna en kommentar",
        "Geef een reactie",
        "Jätä kommentti",
        "Bir yorum yapın",
        "Wird geladen …",
        "Facebook",
    ],
)
def test_what_web_pages_leave_is_debris(text: str) -> None:
    assert is_debris(text)


@pytest.mark.parametrize(
    "text",
    [
        "Und hier gibt es zwei Möglichkeiten:",
        "Nein.",
        "Was tun?",
        "Teilen wir das Land?",
        "Der Kommentar war lang.",
        "Ein Kommentar zur Lage",
        "Tags darauf kam er zurück.",
        "Share prices fell.",
        "Print is dead, they say.",
    ],
)
def test_what_an_author_writes_is_not(text: str) -> None:
    assert not is_debris(text)


def test_debris_is_removed_and_listed(paragraphs: Make) -> None:
    kept, changes = clean(paragraphs("Ein Satz.", "1 Kommentar", "* * *"), "de")
    assert texts(kept) == ["Ein Satz."]
    assert changes == (
        Change(kind="removed", line=3, before="1 Kommentar", after=""),
        Change(kind="removed", line=5, before="* * *", after=""),
    )


def test_a_heading_is_never_debris(paragraphs: Make) -> None:
    [block] = paragraphs("Kommentar")
    assert clean([replace(block, level=2)], "de")[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ein Plan, auf dem der Kreml besteht –", "das heißt: zuerst Frieden."),
        ("Die Idee einer Zusammenarbeit aufzugeben,", "und der Ukraine Waffen zu liefern."),
        ("Die Welt ist nicht so, wie sie sie gern sehen würden,", "Putin aber schon."),
        ("Das neue Treffen der beiden Präsidenten wird von beiden Seiten seit", "langem geplant."),
        ("Das ist so -", "so und nicht anders."),
    ],
)
def test_a_paragraph_broken_in_mid_sentence_is_rejoined(
    before: str, after: str, paragraphs: Make
) -> None:
    joined, [change] = clean(paragraphs(before, after), "de")
    assert texts(joined) == [f"{before} {after}"]
    assert joined[0].number == 1
    assert (change.kind, change.line) == ("joined", 3)
    assert change.before.replace("\n\n", " ") == change.after
    assert change.after in joined[0].text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Und hier gibt es zwei Möglichkeiten:", "entweder so"),
        ("Liebe Freunde,", "Heute sprechen wir über den Frieden."),
        ("Äpfel", "birnen"),
        ("Er sagte: „Das ist alles.“", "und ging."),
        ("Das neue Treffen der beiden Präsidenten der beiden großen Länder", "Im Oktober"),
    ],
)
def test_paragraphs_that_may_stand_alone_do(before: str, after: str, paragraphs: Make) -> None:
    assert len(clean(paragraphs(before, after), "de")[0]) == 2


def test_nothing_is_joined_across_headings_or_where_lines_are_sentences(paragraphs: Make) -> None:
    first, second = paragraphs("Ein Plan, auf dem der Kreml besteht –", "das heißt: so.")
    assert len(clean([first, replace(second, level=2)], "de")[0]) == 2
    assert len(clean([replace(first, line_is_sentence=True), second], "de")[0]) == 2


def test_spaces_before_closing_and_after_opening_marks_are_mended(paragraphs: Make) -> None:
    [block], changes = clean(paragraphs("So aussieht , wie ( sie „ tatsächlich“ ist ) ."), "de")
    assert block.text == "So aussieht, wie (sie „tatsächlich“ ist)."
    assert Change(kind="spacing", line=1, before="aussieht ,", after="aussieht,") in changes
    assert len(changes) == 5


@pytest.mark.parametrize("text", ["Ich … ich weiß.", "Da war ... nichts.", "Gut :) ja."])
def test_ellipses_and_smileys_keep_their_space(text: str, paragraphs: Make) -> None:
    [block], changes = clean(paragraphs(text), "de")
    assert (block.text, changes) == (text, ())


def test_french_keeps_its_spaces(paragraphs: Make) -> None:
    [block], changes = clean(paragraphs("Quoi ? Oui ; non : rien , vraiment !"), "fr")
    assert block.text == "Quoi ? Oui ; non : rien, vraiment !"
    assert len(changes) == 1


def test_cleaning_again_changes_nothing(paragraphs: Make) -> None:
    once, _ = clean(paragraphs("Der Plan , auf dem er besteht –", "das heißt: so.", "Teilen"), "de")
    assert clean(once, "de") == (once, ())


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("de", ',,Nein", sagte er.', "„Nein“, sagte er."),
        ("de", '„Nein", sagte er.', "„Nein“, sagte er."),
        ("pl", '„Nie" – powiedział.', "„Nie” – powiedział."),
        ("en", "``No,'' he said.", "“No,” he said."),
        ("fr", "<<Non>>, dit-il.", "«Non», dit-il."),
        ("uk", "Він має комп`ютер.", "Він має комп’ютер."),
        ("en", "\"No,\" he said, 'never'.", "\"No,\" he said, 'never'."),
        ("en", "a << b and 5' 3\"", "a << b and 5' 3\""),
    ],
)
def test_quotation_marks_that_were_typed_otherwise_are_mended(
    paragraphs: Make, language: str, before: str, after: str
) -> None:
    blocks, changes = clean(paragraphs(before), language)
    assert texts(blocks) == [after]
    assert {change.kind for change in changes} == ({"quotes"} if before != after else set())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Er kam nach Hause.Dann ging er.", "Er kam nach Hause. Dann ging er."),
        ("Er fragte: Warum?Niemand wusste es.", "Er fragte: Warum? Niemand wusste es."),
        ("Siehe www.Example.org und a.b@Mail.De heute.", None),
        ("Die U.S.Army und Node.JS bleiben.", None),
    ],
)
def test_a_space_parts_two_sentences(paragraphs: Make, before: str, after: str | None) -> None:
    blocks, changes = clean(paragraphs(before), "de")
    assert texts(blocks) == [after or before]
    assert len(changes) == (after is not None)
