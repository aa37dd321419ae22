"""``audiopub align``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audiopub.cli.output import ProgressLine, plural, print_findings, shown

if TYPE_CHECKING:
    from audiopub.model import Alignment, TimedSentence, TimedWord
    from audiopub.pipeline.alignment import Aligned

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(
    epilog="""\b
Examples:
  audiopub align talk.txt talk.mp3                       captions as WebVTT
  audiopub align talk.txt talk.mp3 --words               the same, each word with its time
  audiopub align talk.txt talk.mp3 --format srt -o talk.srt
  audiopub align talk.txt talk.mp3 --format labels       for Audacity
  audiopub align talk.txt talk.mp3 --format json         every sentence and word"""
)
@click.argument("transcript", type=_FILE)
@click.argument("audio", type=_FILE)
@click.option("--language", metavar="TAG", help="The text's language, as de or pt-BR.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["vtt", "srt", "json", "labels", "textgrid"]),
    default="vtt",
    show_default=True,
    help="vtt and srt are captions, labels is for Audacity, textgrid for Praat.",
)
@click.option(
    "--words", is_flag=True, help="Say in vtt when each word is spoken; many apps show the tags."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write into this file, whole or not at all.",
)
def align(
    transcript: Path,
    audio: Path,
    language: str | None,
    form: str,
    words: bool,
    output: Path | None,
) -> int:
    """Find every sentence of a TRANSCRIPT in the recording AUDIO. No show is needed.

    A transcript with one sentence a line keeps its lines. Sentences that are not spoken are
    recognised as such. The language is recognised where it is not given; in one that eSpeak NG
    does not speak, times are estimated from the text's length.

    Exits with 1 if the recording does not speak the text; what was found is written all the same.
    """
    from audiopub.pipeline.alignment import align_files
    from audiopub.store.files import write_whole

    if output and any(output.exists() and output.samefile(file) for file in (transcript, audio)):
        raise click.BadParameter(f"{output} would be overwritten", param_hint="'--output'")
    if words and form != "vtt":
        raise click.BadParameter(f"it goes with vtt, not with {form}", param_hint="'--words'")
    line = ProgressLine(quiet=form == "json")
    aligned = align_files(transcript, audio, language=language, tell=line)
    line.done()
    print_findings(aligned.findings, err=True)
    data = _rendered(aligned, form, words=words)
    if output:
        write_whole(output, data)
        click.echo(f"Wrote {shown(output)}: {_summary(aligned.alignment)}.")
    else:
        click.echo(data, nl=False)
    return 1 if any(finding.severity == "error" for finding in aligned.findings) else 0


def _rendered(aligned: Aligned, form: str, *, words: bool) -> bytes:
    from audiopub import captions

    alignment = aligned.alignment
    match form:
        case "vtt":
            cues = captions.cues(alignment, ())
            return captions.to_vtt(
                cues, language=alignment.language, title=aligned.title, words=words
            )
        case "srt":
            return captions.to_srt(captions.cues(alignment, (), line_width=32))
        case "labels":
            return captions.to_labels(alignment)
        case "textgrid":
            return captions.to_textgrid(alignment)
        case _:
            return _as_json(alignment)


def _as_json(alignment: Alignment) -> bytes:
    """Return the object of DESIGN.md section 9."""
    import msgspec

    verdict = alignment.verdict
    return (
        msgspec.json.encode(
            {
                "language": alignment.language,
                "duration": round(alignment.duration, 3),
                "estimated": alignment.estimated,
                "verdict": {
                    "decision": verdict.decision if verdict else "warn",
                    "score": verdict.score if verdict else 0.0,
                    "reason": verdict.reason if verdict else "nobody listened to the recording",
                },
                "sentences": [
                    {
                        **_timed(sentence),
                        "confidence": round(sentence.confidence, 3),
                        "spoken": sentence.spoken,
                        "words": [_timed(word) for word in sentence.words],
                    }
                    for sentence in alignment.sentences
                ],
            }
        )
        + b"\n"
    )


def _timed(part: TimedSentence | TimedWord) -> dict[str, Any]:
    return {"text": part.text, "start": round(part.start, 3), "end": round(part.end, 3)}


def _summary(alignment: Alignment) -> str:
    sentences = plural(len(alignment.sentences), "sentence")
    if alignment.verdict is None:
        return f"{sentences}, times estimated"
    heard = sum(sentence.spoken for sentence in alignment.sentences)
    return (
        f"{sentences}, {heard} heard, {alignment.verdict.decision} ({alignment.verdict.score:+.2f})"
    )
