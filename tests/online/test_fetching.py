"""Fetching from servers that behave well, badly, or not at all."""

from __future__ import annotations

import ssl
import time
from pathlib import Path
from typing import Any

import pytest

from audiopub.errors import WebError
from audiopub.fetching import Bounds, Fetcher, is_public

CERTIFICATE = Path(__file__).parents[1] / "data" / "tls" / "self-signed.pem"
ANY = Fetcher(allowed=lambda _: True, bounds=Bounds(silence=5))


def refused(fetcher: Fetcher, address: str, folder: Path) -> WebError:
    with pytest.raises(WebError) as caught:
        fetcher.download(address, folder / "file")
    assert caught.value.path == address
    assert caught.value.hint
    return caught.value


def test_a_file_is_fetched_with_what_the_server_says_of_it(server: Any, tmp_path: Path) -> None:
    server.files["/a.xml"] = ("application/rss+xml", b"<rss/>" * 50_000)
    fetch = ANY.download(f"{server.address}/a.xml", tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"<rss/>" * 50_000
    assert fetch.status == 200
    assert fetch.hops == ()
    assert fetch.headers["content-type"] == "application/rss+xml"


def test_redirections_are_followed_and_told(server: Any, tmp_path: Path) -> None:
    server.files["/a.xml"] = ("text/xml", b"<rss/>")
    fetch = ANY.download(f"{server.address}/hops/3/a.xml", tmp_path / "a")
    assert fetch.address == f"{server.address}/a.xml"
    assert [status for status, _ in fetch.hops] == [301, 301, 301]


def test_what_is_packed_is_unpacked(server: Any, tmp_path: Path) -> None:
    server.files["/a.xml"] = ("text/xml", b"<rss/>" * 100_000)
    ANY.download(f"{server.address}/gzip/a.xml", tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"<rss/>" * 100_000


@pytest.mark.parametrize(
    ("path", "code", "reason"),
    [
        ("/circle/a", "AP861", "it redirects in a circle"),
        ("/hops/50/a.xml", "AP861", "it redirects more than 10 times"),
        ("/nothing", "AP865", "the server answers 404 Not Found"),
        ("/short", "AP862", "the server does not answer: 990 bytes are missing"),
        ("/elsewhere/file:///etc/passwd", "AP866", "file:///etc/passwd is no address of the web"),
        ("/elsewhere/http://[::1", "AP866", "http://[::1 is no address of the web"),
    ],
)
def test_what_cannot_be_fetched_is_said(
    server: Any, tmp_path: Path, path: str, code: str, reason: str
) -> None:
    error = refused(ANY, f"{server.address}{path}", tmp_path)
    assert (error.code, error.what) == (code, reason)


@pytest.mark.parametrize("path", ["/endless", "/bomb"])
def test_what_is_too_large_is_left_off(server: Any, tmp_path: Path, path: str) -> None:
    small = Fetcher(allowed=lambda _: True, bounds=Bounds(length=1 << 20))
    error = refused(small, f"{server.address}{path}", tmp_path)
    assert (error.code, error.what) == ("AP864", "it is larger than 1 MB")
    assert (tmp_path / "file").stat().st_size <= 1 << 20


def test_what_comes_a_byte_at_a_time_is_left_off(server: Any, tmp_path: Path) -> None:
    hasty = Fetcher(allowed=lambda _: True, bounds=Bounds(seconds=0.3))
    begin = time.monotonic()
    error = refused(hasty, f"{server.address}/slow", tmp_path)
    assert error.code == "AP864"
    assert time.monotonic() - begin < 5


def test_private_networks_are_not_asked(server: Any, tmp_path: Path) -> None:
    error = refused(Fetcher(), f"{server.address}/a.xml", tmp_path)
    assert error.code == "AP860"
    assert "127.0.0.1 is on a private network" in error.what
    assert server.asked == []


def test_a_redirection_to_a_private_network_is_not_followed(server: Any, tmp_path: Path) -> None:
    fetcher = Fetcher(allowed=lambda address: address == "127.0.0.1")
    error = refused(fetcher, f"{server.address}/elsewhere/http://127.0.0.2/secret", tmp_path)
    assert error.code == "AP860"
    assert [path for _, path in server.asked] == ["/elsewhere/http://127.0.0.2/secret"]


def test_a_name_that_leads_to_a_private_network_is_not_asked(tmp_path: Path) -> None:
    assert refused(Fetcher(), "http://localhost:9/", tmp_path).code == "AP860"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - nothing is bound to it
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", True),
    ],
)
def test_addresses_are_public_or_private(address: str, *, public: bool) -> None:
    assert is_public(address) is public


def test_a_server_that_is_not_there_is_said_to_be_silent(tmp_path: Path) -> None:
    assert refused(ANY, "http://127.0.0.1:9/", tmp_path).code == "AP862"
    assert refused(ANY, "http://nobody.invalid/", tmp_path).code == "AP862"


def test_a_certificate_that_nobody_knows_is_not_believed(secure: Any, tmp_path: Path) -> None:
    secure.files["/a.xml"] = ("text/xml", b"<rss/>")
    address = f"{secure.address}/a.xml"
    error = refused(ANY, address, tmp_path)
    assert error.code == "AP863"
    assert "the certificate of 127.0.0.1 is not valid" in error.what
    context = ssl.create_default_context(cafile=CERTIFICATE)
    context.check_hostname = False
    trusting = Fetcher(allowed=lambda _: True, context=context)
    assert trusting.download(address, tmp_path / "a").status == 200
