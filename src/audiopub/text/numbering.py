"""Which episode it is, and of which season, where a title or a file's name begins with it."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from audiopub import compiled

# Compiled by hand for audiopub: what shows call an episode and a season in each language.
_EPISODE = (
    r"aflevering|afl|ausgabe|avsnitt|avs|bölüm|capítulo|díl|ep|epizod|epizoda|episode|episodi"
    r"|episodio|episódio|épisode|folge|jakso|odcinek|odc|puntata|випуск|выпуск|епізод|серія|серия"
    r"|эпизод"
)
_SEASON = r"kausi|saison|season|seizoen|sezon|sezóna|stagione|staffel|säsong|temporada|сезон"
_SIGN = r"(?:#|№|nr\.?|no\.?|n[°º]\.?)"
_ORDER = r"(?:\.|[-–]?(?:\p{L}{1,2}|ª|º|°))?"  # "5.", "5th", "5-й", "5ª"
_BETWEEN = r"\s*[,.:;|/·–—-]*\s*"
_SHORT = r"s(?P<season>\d{1,2})\s*[.:·_-]?\s*ep?(?P<number>\d{1,4})"  # "S02E05"
_WORDED = (  # "Season 2, Episode 5"
    rf"(?:(?:{_SEASON})\s*{_SIGN}?\s*(?P<season>\d{{1,2}}){_BETWEEN})?"
    rf"(?:{_EPISODE})\.?\s*{_SIGN}?\s*(?P<number>\d{{1,4}})"
)
_ORDERED = (  # "2. Staffel, 5. Folge"
    rf"(?:(?P<season>\d{{1,2}}){_ORDER}\s+(?:{_SEASON}){_BETWEEN})?"
    rf"(?P<number>\d{{1,4}}){_ORDER}\s+(?:{_EPISODE})"
)
_BARE = r"[#№]\s?(?P<number>\d{1,4})"
_FORMS = tuple(
    compiled.pattern(form, flags=regex.IGNORECASE) for form in (_SHORT, _WORDED, _ORDERED, _BARE)
)
_END = regex.compile(r"\s*(?:$|[:|.,·–—-]\s*)|\s+(?=\p{Lu})")
_END_IN_NAME = regex.compile(r"[\s_.:-]+|$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A title that began with a number."""

    title: str
    """What is left of it; empty if it was nothing else."""

    number: int
    """The episode's number, from 1."""

    season: int | None
    """The season's number, from 1."""


def take(title: str, *, of_file: bool = False) -> Numbered | None:
    """Return a title without the number of its episode, and that number; ``None`` without one.

    Args:
        title: The title, or the name of a file.
        of_file: Whether it is a file's name, in which hyphens and underscores are spaces.
    """
    if of_file:
        title = title.replace("_", " ").strip(" -")
    for form in _FORMS:
        found = form.match(title.replace("-", " ") if of_file else title)
        end = found and (_END_IN_NAME if of_file else _END).match(title, found.end())
        if not (found and end):
            continue
        number, season = int(found["number"]), found.groupdict().get("season")
        if number and (season is None or int(season)):
            return Numbered(
                title=title[end.end() :].strip(),
                number=number,
                season=int(season) if season else None,
            )
    return None
