"""``audiopub measure``."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audiopub.cli.output import ProgressLine, clock, print_errors, print_findings, shown
from audiopub.errors import AudiopubError

if TYPE_CHECKING:
    from audiopub.model import Survey


@click.command(
    short_help="Measure sound files: loudness, peaks, noise, silence.",
    epilog="""\b
Examples:
  audiopub measure talk.wav
  audiopub measure *.mp3 --format json
  audiopub measure talk.wav --curve talk.svg    its loudness over time, as a picture""",
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE...",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json gives an object for a file, a list of them for several.",
)
@click.option(
    "--curve",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="SVG",
    help="Draw the loudness of a single file over its time.",
)
def measure(files: tuple[Path, ...], form: str, curve: Path | None) -> int:
    """Decode each FILE wholly, and say how loud it is and what is the matter with it.

    No show is needed. Loudness is by ITU-R BS.1770-5, the loudness range by EBU Tech 3342.

    Exits with 1 if a file cannot be measured.
    """
    from audiopub.audio.advice import of_recording
    from audiopub.audio.survey import survey
    from audiopub.model import Progress
    from audiopub.store.files import write_whole

    if curve and len(files) > 1:
        raise click.BadParameter("it goes with a single file", param_hint="'--curve'")
    if curve and curve.exists() and curve.samefile(files[0]):
        raise click.BadParameter(f"{curve} would be overwritten", param_hint="'--curve'")
    found: list[tuple[Path, Survey]] = []
    errors: list[AudiopubError] = []
    for file in files:
        line = ProgressLine(quiet=form == "json")
        name = shown(file)

        def tell(fraction: float, line: ProgressLine = line, name: str = name) -> None:
            line(Progress(episode=name, stage="measuring", fraction=fraction))

        try:
            found.append((file, survey(file, name, tell)))
        except AudiopubError as error:
            errors.append(error)
        line.done()
    if form == "json":
        click.echo(_as_json(found))
    else:
        for file, result in found:
            _print(file, result)
            print_findings(of_recording(result, shown(file)))
    if curve and found:
        write_whole(curve, _picture(*found[0]))
        click.echo(f"Wrote {shown(curve)}.", err=form == "json")
    print_errors(errors)
    return 1 if errors else 0


def _picture(file: Path, found: Survey) -> bytes:
    from audiopub.audio import curve

    title = f"Loudness of {file.name}"
    heard = tuple(enumerate(found.curve, 1))
    return curve.svg((), heard, found.duration, found.loudness.integrated_lufs, title)


def _print(file: Path, found: Survey) -> None:
    loudness = found.loudness
    channels = {1: "mono", 2: "stereo"}.get(found.channels, f"{found.channels} channels")
    floor = "none" if found.noise_floor_dbfs is None else f"{found.noise_floor_dbfs:.1f} dBFS"
    form = f"{found.codec}, {found.sample_rate} Hz, {channels}"
    click.secho(f"{shown(file)}  {clock(found.duration)}, {form}", bold=True)
    silence = (
        f"{found.silence_total:.1f} s ({found.silence_start:.1f} at the beginning, "
        f"{found.silence_end:.1f} at the end, {found.silence_longest:.1f} the longest)"
    )
    for label, value in (
        ("integrated", f"{loudness.integrated_lufs:.1f} LUFS"),
        ("range", f"{loudness.loudness_range:.1f} LU"),
        ("loudest", f"{found.momentary_max:.1f} LUFS in 0.4 s, {found.short_term_max:.1f} in 3 s"),
        ("true peak", f"{loudness.true_peak_dbtp:.1f} dBTP ({found.sample_peak_dbfs:.1f} dBFS)"),
        ("noise floor", floor),
        ("clipped", f"{found.clipped} stretches" if found.clipped else "nothing"),
        ("DC offset", f"{found.dc_offset:.3%}"),
        ("silence", silence),
    ):
        click.echo(f"  {label:<12} {value}")


def _as_json(found: list[tuple[Path, Survey]]) -> str:
    import msgspec

    objects = [_object(file, result) for file, result in found]
    return msgspec.json.encode(objects[0] if len(objects) == 1 else objects).decode()


def _object(file: Path, found: Survey) -> dict[str, Any]:
    """Return the object of a file; what is not known, or infinite, is null."""
    from audiopub.audio.advice import of_recording

    figures = {
        "duration": found.duration,
        "sample_rate": found.sample_rate,
        "channels": found.channels,
        "codec": found.codec,
        "integrated_lufs": found.loudness.integrated_lufs,
        "loudness_range": found.loudness.loudness_range,
        "true_peak_dbtp": found.loudness.true_peak_dbtp,
        "sample_peak_dbfs": found.sample_peak_dbfs,
        "momentary_max_lufs": found.momentary_max,
        "short_term_max_lufs": found.short_term_max,
        "noise_floor_dbfs": found.noise_floor_dbfs,
        "clipped_stretches": found.clipped,
        "dc_offset": found.dc_offset,
        "silence": {
            "start": found.silence_start,
            "end": found.silence_end,
            "total": found.silence_total,
            "longest": found.silence_longest,
        },
        "complete": not found.missing,
        "missing": found.missing if math.isfinite(found.missing) else None,
        "loudness_curve": found.curve,
        "findings": of_recording(found, shown(file)),
    }
    return {
        "path": str(file),
        **{
            name: round(value, 4) if isinstance(value, float) else value
            for name, value in figures.items()
        },
    }
