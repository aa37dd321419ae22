"""One piece of work in a process of its own; see run.py. Prints what it found as JSON."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np


def master(source: str, target: str, formats: str, cores: str) -> dict[str, object]:
    """Master and tag, as a publication does."""
    from audiopub.audio.master import master as run
    from audiopub.model import MasterOptions, Tags
    from audiopub.tags import write

    file = Path(target)
    options = MasterOptions(master="always", formats=tuple(formats.split(",")))  # type: ignore[arg-type]
    made = run(Path(source), file, options, name=source, cores=int(cores))
    tags = Tags(title="Benchmark", show="Benchmark")
    for coding in made.codings:
        untagged = file.with_suffix(f".{coding.format}")
        write(untagged, untagged.with_stem("tagged"), tags, name=source)
    return {coding.format: coding.after.integrated_lufs for coding in made.codings}


def lame(source: str) -> dict[str, object]:
    """Encode with LAME alone, in one piece after the other, without a file."""
    import lameenc

    from audiopub.audio import decode, mp3

    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(44_100)
    encoder.set_channels(2)
    encoder.set_bit_rate(128)
    encoder.set_quality(mp3.QUALITY)
    cpu = 0.0
    for block in decode.blocks(Path(source), 44_100, 2):
        pcm = mp3.quantised(block)
        before = time.thread_time()
        encoder.encode(pcm)
        cpu += time.thread_time() - before
    encoder.flush()
    return {"cpu": cpu}


def serial(source: str, target: str, form: str) -> dict[str, object]:
    """Encode in one format that FFmpeg writes, in one thread."""
    import av
    from av.audio.resampler import AudioResampler

    from audiopub.audio.codec import CODECS

    codec = CODECS[form]  # type: ignore[index]
    before = time.process_time()
    with av.open(source) as given, av.open(target, "w", format=codec.container) as made:
        stream = made.add_stream(codec.encoder, rate=codec.sample_rate, layout="stereo")
        context = stream.codec_context
        context.thread_count, context.bit_rate = 1, codec.bitrates[1] if codec.bitrates else 0
        context.open()
        fit = AudioResampler(context.format, "stereo", codec.sample_rate, context.frame_size)
        for frame in given.decode(audio=0):
            for piece in fit.resample(frame):
                made.mux(stream.encode(piece))
        for piece in [*fit.resample(None), None]:
            made.mux(stream.encode(piece))
    return {"cpu": time.process_time() - before}


def silence(source: str) -> dict[str, object]:
    """Find silence in a minute, by pydub and by us, from samples in memory."""
    from pydub import AudioSegment
    from pydub.silence import detect_nonsilent

    from audiopub.audio import decode
    from audiopub.audio.silence import sounding

    minute = np.concatenate(list(decode.blocks(Path(source), 44_100, 2)))[: 44_100 * 60]
    whole = np.rint(minute * 32768).clip(-32768, 32767).astype(np.int16)
    minute = (whole / 32768).astype(np.float32)
    segment = AudioSegment(data=whole.tobytes(), sample_width=2, frame_rate=44_100, channels=2)
    before = time.process_time()
    theirs = detect_nonsilent(segment)
    pydub = time.process_time() - before
    times = []
    for _ in range(5):
        before = time.perf_counter()
        ours = sounding([minute], 44_100)
        times.append(time.perf_counter() - before)
    expected = [(begin / 1000, end / 1000) for begin, end in theirs]
    same = len(ours) == len(expected)
    off = max(
        (
            abs(a - b)
            for x, y in zip(ours, expected, strict=False)
            for a, b in zip(x, y, strict=True)
        ),
        default=0.0,
    )
    return {"pydub": pydub, "ours": min(times), "same": same, "off": off, "found": len(ours)}


def main() -> None:
    """Do the work that the arguments name."""
    name, *arguments = sys.argv[1:]
    works = {"master": master, "lame": lame, "serial": serial, "silence": silence}
    found = works[name](*arguments)  # type: ignore[operator]
    # What wait4 says of a child's memory includes what its parent held when it was forked.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(json.dumps(found | {"memory": int(status.split("VmHWM:")[1].split()[0]) / 1000}))


if __name__ == "__main__":
    main()
