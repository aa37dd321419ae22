from __future__ import annotations

import json
from io import BytesIO

from audiopub.speech.espeak import serve


def test_requests_are_answered_in_their_order() -> None:
    # the one test that loads the library into this process, where it must be initialised once only
    requests = [
        {},
        {"voice": "gmw/de", "text": "Guten Tag."},
        {"voice": "gmw/de", "text": "\N{GRINNING FACE} \0 \ud800"},
        {"voice": "xx", "text": "Guten Tag."},
    ]
    answers = BytesIO()
    serve(BytesIO(b"".join(json.dumps(request).encode() + b"\n" for request in requests)), answers)
    answers.seek(0)
    read = []
    for _ in requests:
        answer = json.loads(answers.readline())
        read.append((answer, answers.read(answer["bytes"])))
    (voices, nothing), (spoken, pcm), (odd, _), (unknown, silence) = read
    assert ["de", "gmw/de"] in voices["voices"]
    assert nothing == silence == b""
    assert spoken["sample_rate"] == 22050
    assert 0.5 < len(pcm) / 2 / spoken["sample_rate"] < 3
    names = [what for _, what in spoken["events"] if isinstance(what, str)]
    assert names[:2] == ["g", "'u:"]
    assert [what for _, what in spoken["events"] if isinstance(what, int)] == [0, 6]
    assert "events" in odd
    assert unknown["error"] == "no voice xx"
    assert not answers.read()
