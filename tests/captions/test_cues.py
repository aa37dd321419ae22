"""What is shown, and when."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiopub.captions import cues
from audiopub.captions.pieces import columns
from audiopub.model import Alignment, Chapter, Cue, TimedSentence, TimedWord

LONG = (
    "Der Austausch zwischen Rubio und Lawrow fand kurz nachdem die Präsidenten der Vereinigten "
    "Staaten und der Russischen Föderation sich auf ein mögliches Treffen in Budapest geeinigt "
    "hatten, sowie darauf, dass gerade die Außenminister diese Begegnung vorbereiten sollen."
)


def sentence(
    text: str,
    start: float,
    end: float,
    *,
    words: tuple[TimedWord, ...] = (),
    paragraph: int = 0,
    spoken: bool = True,
    estimated: bool = False,
) -> TimedSentence:
    return TimedSentence(
        text=text,
        paragraph=paragraph,
        start=start,
        end=end,
        confidence=1,
        spoken=spoken,
        estimated=estimated,
        words=words,
    )


def aligned(*sentences: TimedSentence, duration: float = 60) -> Alignment:
    return Alignment(language="de", duration=duration, sentences=sentences, estimated=False)


def chapter(start: float) -> Chapter:
    return Chapter(title="Titel", start=start, end=start + 1, paragraph=None, estimated=False)


def texts(shown: tuple[Cue, ...]) -> list[str]:
    return ["|".join(cue.lines) for cue in shown]


def times(shown: tuple[Cue, ...]) -> list[tuple[float, float]]:
    return [(cue.start, cue.end) for cue in shown]


def test_a_long_sentence_breaks_at_clauses_and_before_small_words() -> None:
    assert texts(cues(aligned(sentence(LONG, 0, 17)), [])) == [
        "Der Austausch zwischen Rubio und Lawrow|fand kurz nachdem die Präsidenten",
        "der Vereinigten Staaten|und der Russischen Föderation sich",
        "auf ein mögliches Treffen in Budapest|geeinigt hatten, sowie darauf,",
        "dass gerade die Außenminister|diese Begegnung vorbereiten sollen.",
    ]


def test_names_are_not_torn_apart() -> None:
    shown = cues(aligned(sentence("US-Außenminister Marco Rubio führte ein Gespräch.", 0, 4)), [])
    assert texts(shown) == ["US-Außenminister Marco Rubio|führte ein Gespräch."]


def test_lines_are_as_narrow_as_asked() -> None:
    shown = cues(aligned(sentence(LONG, 0, 17)), [], line_width=32)
    assert max(len(line) for cue in shown for line in cue.lines) <= 32
    assert max(len(cue.lines) for cue in shown) == 2
    alone = cues(aligned(sentence(LONG, 0, 17)), [], max_lines=1)
    assert {len(cue.lines) for cue in alone} == {1}


def test_times_within_a_sentence_are_those_of_its_words() -> None:
    words = tuple(
        TimedWord(text=text, start=at, end=at + 0.5)
        for text, at in [("Eins,", 1.0), ("zwei,", 2.0), ("drei,", 7.0), ("vier.", 8.0)]
    )
    shown = cues(
        aligned(sentence("Eins, zwei, drei, vier.", 1, 9, words=words)),
        [],
        line_width=6,
    )
    assert texts(shown) == ["Eins,|zwei,", "drei,|vier."]
    assert times(shown) == [(1.0, 2.5), (7.0, 8.5)]


def test_a_cue_knows_the_words_that_it_shows() -> None:
    said = [("Eins,", 1.0), ("zweihundert,", 2.0), ("drei.", 7.0)]
    words = tuple(TimedWord(text=text, start=at, end=at + 1) for text, at in said)
    heard = sentence("Eins, zweihundert, drei.", 1, 9, words=words)
    assert [cue.words for cue in cues(aligned(heard), [])] == [words]
    narrow = cues(aligned(heard), [], line_width=6, max_lines=1)
    assert [[word.text for word in cue.words] for cue in narrow] == [
        ["Eins,"], ["zweihu"], ["ndert,"], ["drei."],
    ]  # fmt: skip
    assert [cue.words[0].start for cue in narrow] == pytest.approx([1.0, 2.0, 2.5, 7.0])
    assert [cue.words[0].end for cue in narrow] == pytest.approx([2.0, 2.5, 3.0, 8.0])


def test_a_word_without_characters_is_not_shown() -> None:
    words = tuple(TimedWord(text=text, start=1, end=2) for text in ("Ei", "", "ns."))
    (cue,) = cues(aligned(sentence("Eins.", 1, 2, words=words)), [])
    assert [word.text for word in cue.words] == ["Ei", "ns."]


@pytest.mark.parametrize("estimated", [True, False])
def test_a_cue_knows_no_words_where_times_are_reckoned(*, estimated: bool) -> None:
    words = (TimedWord(text="Ja.", start=1, end=2),) if estimated else ()
    shown = cues(aligned(sentence("Ja.", 1, 2, words=words, estimated=estimated)), [])
    assert [cue.words for cue in shown] == [()]


def test_times_are_in_proportion_to_characters_where_words_are_not_known() -> None:
    unknown = (TimedWord(text="Fünf", start=8, end=9),)
    for words in ((), unknown):
        shown = cues(
            aligned(sentence("aaaa, bbbb", 10, 20, words=words)), [], line_width=5, max_lines=1
        )
        assert times(shown) == [(10.0, 15.0), (16.0, 20.0)]


def test_what_is_not_spoken_is_not_shown() -> None:
    shown = cues(
        aligned(sentence("Titel", 0, 0, spoken=False), sentence("Ein Satz.", 1, 3)),
        [],
    )
    assert texts(shown) == ["Ein Satz."]


def test_a_cue_begins_anew_where_a_chapter_does() -> None:
    text = "Vor dem Kapitel steht dies, nach dem Kapitel steht das."
    shown = cues(aligned(sentence(text, 0, 10)), [chapter(0), chapter(5)])
    assert texts(shown) == ["Vor dem Kapitel steht dies,", "nach dem Kapitel steht das."]
    assert shown[0].end <= 5 <= shown[1].start


def test_a_chapter_that_starts_a_little_late_tears_no_word_off() -> None:
    shown = cues(aligned(sentence("Ein ganzer Satz.", 10, 14)), [chapter(0), chapter(10.2)])
    assert texts(shown) == ["Ein ganzer Satz."]
    assert times(shown) == [(10.2, 14.0)]


def word(text: str, start: float, end: float) -> TimedWord:
    return TimedWord(text=text, start=start, end=end)


def test_the_last_word_before_a_chapter_stays_before_it() -> None:
    words = (word("Dies", 1, 1.5), word("endet", 2, 2.6), word("hier.", 2.7, 3.1))
    both = aligned(
        sentence("Dies endet hier.", 1, 3.1, words=words),
        sentence("Dort beginnt das nächste Kapitel.", 3.165, 6),
    )
    shown = cues(both, [chapter(0), chapter(3.164)])
    assert texts(shown) == ["Dies endet hier.", "Dort beginnt das nächste Kapitel."]
    assert times(shown) == [(1.0, 3.164), (3.165, 6.0)]


def test_a_chapter_tears_no_scrap_off_a_sentence() -> None:
    words = (word("Der", 9.6, 9.7), word("Satz", 9.7, 12.0), word("hier.", 12.1, 12.4))
    said = aligned(sentence("Der Satz hier.", 9.6, 12.4, words=words))
    shown = cues(said, [chapter(0), chapter(10), chapter(12)])
    assert texts(shown) == ["Der Satz hier."]
    assert times(shown) == [(10.0, 12.0)]


@pytest.mark.parametrize(("end", "start"), [(2.9, 2.6), (3.1, 2.6), (3.3, 3.0)])
def test_a_short_sentence_is_shown_where_most_of_it_is_said(end: float, start: float) -> None:
    (cue,) = cues(aligned(sentence("Ja.", 2.7 if end > 3.2 else 2.6, end)), [chapter(3)])
    assert cue.start == start


def test_the_parts_of_a_sentence_share_its_time_where_one_would_only_flash() -> None:
    long = ("Dies ist eine Zeile,", 1.0, 4.4), ("dies eine zweite,", 4.45, 4.5), ("diese", 4.9, 5.2)
    words = tuple(
        word(text, start + at * (end - start) / 4, start + (at + 1) * (end - start) / 4)
        for line, start, end in long
        for at, text in enumerate(line.split())
    )
    text = " ".join(line for line, *_ in long)
    following = sentence("Das Kapitel.", 5.0, 7, paragraph=1)
    said = aligned(sentence(text, 1, 5.2, words=words), following)
    shown = cues(said, [chapter(0), chapter(5)], line_width=20, max_lines=1)
    assert texts(shown)[:3] == ["Dies ist eine Zeile,", "dies eine zweite,", "diese"]
    assert [cue.start for cue in shown[:3]] == [1.0, 4.4, 4.7]
    assert shown[2].end == 5.0 <= shown[3].start


def test_what_a_sentence_has_left_for_a_chapter_is_shown_from_its_start_if_need_be() -> None:
    words = (word("Vor", 1, 2), word("dem", 2, 3.4), word("Ende.", 3.45, 3.55))
    said = aligned(
        sentence("Vor dem Ende.", 1, 3.55, words=words),
        sentence("Der nächste Satz ist länger als eine halbe Zeile.", 3.55, 7),
    )
    shown = cues(said, [chapter(0), chapter(3)])
    assert times(shown)[:2] == [(1.0, 3.0), (3.25, 3.55)]


def test_short_sentences_share_a_cue_if_they_are_near() -> None:
    near = aligned(sentence("Ja.", 1, 1.4), sentence("Das ist so.", 1.9, 3))
    far = aligned(sentence("Ja.", 1, 1.4), sentence("Das ist so.", 3.9, 5))
    assert texts(cues(near, [])) == ["Ja. Das ist so."]
    assert texts(cues(far, [])) == ["Ja.", "Das ist so."]
    assert texts(cues(near, [chapter(0), chapter(1.9)])) == ["Ja.", "Das ist so."]
    other = dataclasses.replace(near.sentences[1], paragraph=1)
    assert texts(cues(aligned(near.sentences[0], other), [])) == ["Ja.", "Das ist so."]


def test_longer_sentences_have_a_cue_each() -> None:
    both = aligned(
        sentence("Dies ist der erste von zwei Sätzen.", 0, 2),
        sentence("Dies ist der zweite von ihnen.", 2.1, 4),
    )
    assert len(cues(both, [])) == 2


def test_a_fast_cue_stays_until_it_can_have_been_read() -> None:
    fast = aligned(sentence("Vierzig Zeichen in nur einer Sekunde da.", 1, 2))
    assert times(cues(fast, [])) == [(1.0, 3.05)]
    followed = aligned(*fast.sentences, sentence("Der nächste Satz kommt bald, ja.", 2.5, 5))
    assert times(cues(followed, []))[0] == (1.0, 2.5)


def test_a_short_cue_stays_for_a_second_and_small_gaps_close() -> None:
    assert times(cues(aligned(sentence("Ja.", 1, 1.2)), [])) == [(1.0, 2.0)]
    pair = aligned(
        sentence("Dies ist der erste von zwei Sätzen.", 0, 2),
        sentence("Dies ist der zweite von ihnen.", 2.1, 4),
    )
    assert times(cues(pair, [])) == [(0.0, 2.1), (2.1, 4.0)]


def test_overlapping_sentences_are_cut_and_simultaneous_ones_queue() -> None:
    shown = cues(
        aligned(
            sentence("Dies ist der erste von drei Sätzen.", 1, 9),
            sentence("Dies ist der zweite von ihnen.", 5, 5),
            sentence("Und dies ist zuletzt der dritte.", 5, 5),
            duration=5,
        ),
        [],
    )
    assert times(shown) == [(1.0, 4.998), (4.998, 4.999), (4.999, 5.0)]


def test_an_estimate_is_marked() -> None:
    shown = cues(
        aligned(
            sentence("Dies ist der erste von zwei Sätzen.", 0, 2, estimated=True),
            sentence("Dies ist der zweite von ihnen.", 2.1, 4),
        ),
        [],
    )
    assert [cue.estimated for cue in shown] == [True, False]


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00\x07"])
def test_an_empty_sentence_shows_nothing(text: str) -> None:
    assert cues(aligned(sentence(text, 1, 2)), []) == ()


def test_no_sound_shows_nothing() -> None:
    assert cues(aligned(sentence("Text", 0, 0), duration=0), []) == ()


def test_a_word_too_long_for_a_line_is_cut_between_graphemes() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    shown = cues(aligned(sentence(family * 10, 0, 10)), [], line_width=4, max_lines=1)
    assert texts(shown) == [family * 2] * 5


def test_text_without_spaces_is_cut_after_its_punctuation_first() -> None:
    text = "外务部长进行了会谈，双方讨论了总统之间可能举行的会晤以及停火的条件。"
    shown = cues(aligned(sentence(text, 0, 10)), [])
    assert texts(shown) == [
        "外务部长进行了会谈，|双方讨论了总统之间可能举行的会晤以及停火的|条件。"
    ] or all(columns(line) <= 42 for cue in shown for line in cue.lines)
    assert shown[0].lines[0] == "外务部长进行了会谈，"


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    """Any alignment that keeps what its docstrings promise, with words at the oddest times."""
    duration = draw(st.sampled_from([0.02, 3.0, 60.0]))
    instant = st.floats(0, duration)
    word = st.text(min_size=1, max_size=12) | st.sampled_from(
        ["und", "Rubio,", "会谈，双方", "x" * 90]
    )
    sentences = []
    for start in sorted(draw(st.lists(instant, max_size=8))):
        said = draw(st.lists(word, max_size=15))
        timed = (TimedWord(text=text, start=draw(instant), end=draw(instant)) for text in said)
        sentences.append(
            sentence(
                " ".join(said),
                start,
                draw(st.floats(start, duration)),
                words=tuple(timed) if draw(st.booleans()) else (),
                spoken=draw(st.booleans()),
                paragraph=draw(st.integers(0, 1)),
            )
        )
    return aligned(*sentences, duration=duration)


@given(
    alignments(),
    st.lists(st.floats(0, 60), max_size=4),
    st.sampled_from([2, 7, 32, 42]),
    st.integers(1, 3),
)
@settings(deadline=None)
def test_whatever_is_said_its_cues_can_be_shown(
    alignment: Alignment, starts: list[float], width: int, max_lines: int
) -> None:
    chapters = [chapter(start) for start in starts]
    shown = cues(alignment, chapters, line_width=width, max_lines=max_lines)
    for cue in shown:
        assert 1 <= len(cue.lines) <= max_lines
        assert all(0 < columns(line) <= width for line in cue.lines)
        assert 0 <= cue.start < cue.end <= alignment.duration
        assert not any(cue.start < round(start, 3) < cue.end for start in starts)
        unseen = " ".join(cue.lines)
        for word in cue.words:
            assert word.text.strip()
            _, found, unseen = unseen.partition(word.text)
            assert found
    for first, second in itertools.pairwise(shown):
        assert first.end <= second.start
    said = "".join(s.text for s in alignment.sentences if s.spoken)
    kept = "".join(line for cue in shown for line in cue.lines)
    if not chapters and len(said) < alignment.duration * 1000:  # a millisecond for each
        assert "".join(kept.split()) == visible(said)


def visible(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and (c.isprintable() or ord(c) > 0x9F))


@given(st.lists(st.floats(0, 6), max_size=3), st.integers(20, 42))
@settings(deadline=None)
def test_chapters_leave_every_cue_time_to_be_seen(starts: list[float], width: int) -> None:
    said = aligned(sentence(LONG, 0.0, 17), sentence(LONG, 17.0, 34))
    chapters = [chapter(at + 6 * number) for number, at in enumerate(sorted(starts))]
    shown = cues(said, chapters, line_width=width)
    marks = sorted({0.0, *(mark.start for mark in chapters)})
    roomy = all(second - first > 1 for first, second in itertools.pairwise(marks))
    assert not roomy or all(cue.end - cue.start > 0.2999 for cue in shown)


@given(alignments())
@settings(deadline=None)
def test_nothing_flickers_and_all_can_be_read_where_there_is_time(alignment: Alignment) -> None:
    shown = cues(alignment, [])
    for cue, following in itertools.zip_longest(shown, shown[1:]):
        until = following.start if following else alignment.duration
        width = sum(columns(line) for line in cue.lines)
        read_well = cue.end - cue.start >= max(1, width / 20) - 0.0011
        assert read_well or cue.end == pytest.approx(until, abs=0.0011)
        assert until - cue.end == pytest.approx(0, abs=0.0011) or until - cue.end > 0.24
