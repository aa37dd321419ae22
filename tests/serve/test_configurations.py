"""Configurations of web servers: what they say, and that the servers take them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from audiopub import hosting
from audiopub.serve import configuration

HUB = "https://hub.example.org/"


def written(server: str, folder: Path) -> str:
    link = "https://podcast.example.org"
    return configuration(server, link=link, folder=folder, hubs=(HUB,))


@pytest.mark.parametrize("server", ["nginx", "caddy", "apache"])
def test_each_says_what_the_preview_sends(server: str, tmp_path: Path) -> None:
    text = written(server, tmp_path)
    for part in (
        "podcast.example.org",
        tmp_path.as_posix(),
        hosting.POLICY,
        hosting.FOREVER,
        hosting.BRIEFLY,
        "application/rss+xml",
        "text/vtt",
        "audio/mp4",
        hosting.CHAPTERS_TYPE,
        "frame-ancestors *",
        f"<{HUB}>; rel=",
    ):
        assert part in text


@pytest.mark.parametrize("server", ["nginx", "caddy", "apache"])
def test_without_a_hub_none_is_named(server: str, tmp_path: Path) -> None:
    text = configuration(server, link="https://podcast.example.org", folder=tmp_path)
    assert "Link" not in text


def test_nginx_takes_its_configuration(tmp_path: Path) -> None:
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if nginx is None:
        pytest.skip("nginx is not installed (Debian package nginx)")
    file = tmp_path / "nginx.conf"
    text = written("nginx", tmp_path)
    file.write_text(
        f"pid {tmp_path}/pid; events {{}} http {{ access_log off; {text} }}", encoding="utf-8"
    )
    command = [nginx, "-t", "-q", "-e", str(tmp_path / "error.log"), "-c", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
