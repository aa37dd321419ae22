"""Real hosts on this machine, each started in a folder of its own and stopped afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ALL = "AUDIOPUB_TARGETS"
"""The variable that asks for the slow ones."""

KEY = "AUDIOPUBTESTKEY00000"
SECRET = "audiopub-test-secret-of-forty-characters"  # noqa: S105 - of servers that live for a minute
POOR = "AUDIOPUBPOORKEY00000"  # of one who has used up what they may store
USER = "podcast"
_NODE = Path(os.environ.get("AUDIOPUB_NODE", "node")) / "node_modules" / ".bin"
_ACCOUNT = "devstoreaccount1"  # of every Azurite, as is its key
_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


class Absent(Exception):  # noqa: N818 - what it says is the server's state
    """A server is not installed; says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sftp:
    """An SSH server that speaks SFTP only."""

    port: int
    key: Path
    known_hosts: Path
    root: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """A WebDAV server."""

    address: str
    root: Path


def program(name: str) -> str:
    """Return where a program is.

    Raises:
        Absent: It is not installed.
    """
    found = shutil.which(name, path=PATH)
    if found is None:
        raise Absent(f"{name} is not installed")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(ready: Callable[[], bool], what: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready():
            return
        time.sleep(0.1)
    raise TimeoutError(f"{what} did not come up in {seconds:.0f} s")


def listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


@contextlib.contextmanager
def running(words: list[str], log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server as long as the block lasts."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env={**os.environ, "PATH": PATH, **environment},
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def sftp(folder: Path) -> Iterator[Sftp]:
    """Run OpenSSH with its internal SFTP server."""
    server = program("sshd")
    keygen = program("ssh-keygen")
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # Debian's sshd gives its rights up in there
    for name in ("host", "user"):
        words = [keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(words, check=True)
    port = free_port()
    (folder / "sshd_config").write_text(
        f"""\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
PidFile {folder}/sshd.pid
AuthorizedKeysFile {folder}/user.pub
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
MaxSessions 100
MaxStartups 100
Subsystem sftp internal-sftp
ForceCommand internal-sftp
""",
        encoding="utf-8",
    )
    public = (folder / "host.pub").read_text(encoding="utf-8")
    known = folder / "known_hosts"
    known.write_text(f"[127.0.0.1]:{port} {public}", encoding="utf-8")
    root = folder / "srv"
    root.mkdir()
    with running([server, "-D", "-e", "-f", str(folder / "sshd_config")], folder / "sshd.log"):
        wait_until(lambda: listens(port), "sshd")
        yield Sftp(port=port, key=folder / "user", known_hosts=known, root=root)


@contextlib.contextmanager
def webdav(folder: Path) -> Iterator[Web]:
    """Run nginx with its WebDAV modules, behind a password."""
    server = program("nginx")
    module = Path("/usr/lib/nginx/modules/ngx_http_dav_ext_module.so")
    if not module.exists():
        raise Absent("libnginx-mod-http-dav-ext is not installed")
    root = folder / "srv"
    root.mkdir(parents=True)
    port = free_port()
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{SECRET}\n", encoding="utf-8")
    owner = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"""\
{owner}
load_module {module};
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  client_max_body_size 0;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    auth_basic "dav";
    auth_basic_user_file {folder}/users;
    dav_methods PUT DELETE MKCOL COPY MOVE;
    dav_ext_methods PROPFIND OPTIONS;
    create_full_put_path on;
    dav_access user:rw group:rw all:r;
  }}
}}
""",
        encoding="utf-8",
    )
    words = [server, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with running(words, folder / "nginx.log"):
        wait_until(lambda: listens(port), "nginx")
        yield Web(address=f"127.0.0.1:{port}", root=root)


@contextlib.contextmanager
def lax_s3(folder: Path) -> Iterator[str]:
    """Run rclone's S3 server, which ignores conditions; give its address."""
    (folder / "srv" / "bucket").mkdir(parents=True)
    port = free_port()
    words = [rclone(), "serve", "s3", str(folder / "srv"), "--addr", f"127.0.0.1:{port}"]
    words += ["--auth-key", f"{KEY},{SECRET}", "--config", str(folder / "rclone.conf")]
    with running(words, folder / "rclone.log"):
        wait_until(lambda: listens(port), "rclone")
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def azurite(folder: Path) -> Iterator[str]:
    """Run Azurite, Microsoft's own stand-in for Azure's blobs; give its address.

    ``npm install azurite`` in a folder installs it, and that folder in AUDIOPUB_NODE.
    """
    found = shutil.which("azurite-blob", path=f"{_NODE}:{PATH}")
    if found is None:
        raise Absent("azurite is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    words = [found, "--silent", "--inMemoryPersistence", "--blobPort", str(port)]
    words += ["--skipApiVersionCheck"]
    with running(words, folder / "azurite.log"):
        wait_until(lambda: listens(port), "azurite")
        address = f"http://127.0.0.1:{port}"
        remote = f":azureblob,account={_ACCOUNT},key='{_KEY}',endpoint='{address}/{_ACCOUNT}'"
        words = [rclone(), "mkdir", f"{remote}:bucket"]
        subprocess.run(words, check=True, capture_output=True, timeout=60)
        yield address


@contextlib.contextmanager
def ceph(folder: Path) -> Iterator[str]:
    """Run Ceph's S3 gateway on a store in memory; give its address, which has a bucket."""
    programs = {
        name: program(name)
        for name in (
            "ceph",
            "ceph-mon",
            "ceph-osd",
            "monmaptool",
            "radosgw",
            "radosgw-admin",
        )
    }
    folder.mkdir(parents=True, exist_ok=True)
    identity, mon, port = str(uuid.uuid4()), free_port(), free_port()
    conf = folder / "ceph.conf"
    conf.write_text(
        _CEPH.format(folder=folder, fsid=identity, mon=mon, port=port), encoding="utf-8"
    )

    def run(name: str, *words: str) -> str:
        done = subprocess.run(
            [programs[name], "-c", str(conf), *words],
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        )
        return done.stdout.strip()

    monmap = str(folder / "monmap")
    subprocess.run(
        [
            programs["monmaptool"],
            "--create",
            "--fsid",
            identity,
            "--addv",
            "a",
            f"[v2:127.0.0.1:{mon}]",
            monmap,
        ],
        check=True,
        capture_output=True,
    )
    for data in ("mon", "osd"):
        (folder / data).mkdir()
    run("ceph-mon", "--mkfs", "-i", "a", "--monmap", monmap)
    with contextlib.ExitStack() as stack:
        start = stack.enter_context

        def serve(name: str, *words: str) -> None:
            start(running([programs[name], "-c", str(conf), "-f", *words], folder / f"{name}.log"))

        serve("ceph-mon", "-i", "a")
        wait_until(lambda: listens(mon), "ceph-mon")
        number = str(uuid.uuid4())
        run("ceph", "osd", "new", number)
        run("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", number)
        serve("ceph-osd", "-i", "0")
        serve("radosgw", "-n", "client.rgw")
        wait_until(lambda: _answers(port), "radosgw", 120)
        for user, key in (("test", KEY), ("poor", POOR)):
            words = [f"--uid={user}", f"--display-name={user}"]
            keys = [f"--access-key={key}", f"--secret-key={SECRET}"]
            run("radosgw-admin", "user", "create", *words, *keys)
        scope = ["--uid=poor", "--quota-scope=bucket"]
        run("radosgw-admin", "quota", "set", *scope, "--max-size=8K")
        run("radosgw-admin", "quota", "enable", *scope)
        yield f"http://127.0.0.1:{port}"


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


_CEPH = """\
[global]
fsid = {fsid}
mon host = [v2:127.0.0.1:{mon}]
auth cluster required = none
auth service required = none
auth client required = none
run dir = {folder}
admin socket = {folder}/$name.asok
log file = {folder}/$name.log
crash dir = {folder}
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
ms bind ipv6 = false
[mon]
mon data = {folder}/mon
mon cluster log file = {folder}/cluster.log
[osd]
osd data = {folder}/osd
osd objectstore = memstore
memstore device bytes = 2147483648
[client.rgw]
ms mon client mode = crc
rgw frontends = beast endpoint=127.0.0.1:{port}
rgw enable usage log = false
rgw data = {folder}
"""


def rclone() -> str:
    """Return where rclone is, also if it was installed beside Python.

    Raises:
        Absent: It is not installed.
    """
    found = shutil.which("rclone", path=f"{Path(sys.executable).parent}:{PATH}")
    if found is None:
        raise Absent("rclone is not installed")
    return found


def make_bucket(address: str, name: str, key: str = KEY) -> None:
    """Make a bucket on an S3 server."""
    remote = (
        f":s3,provider=Ceph,endpoint='{address}',access_key_id={key},secret_access_key={SECRET}"
    )
    subprocess.run([rclone(), "mkdir", f"{remote}:{name}"], check=True, capture_output=True)


def headers(target: Any, path: str) -> dict[str, str]:  # noqa: ANN401 - an object store's inside
    """Return what an object store says of a file."""
    told = target._obstore.get(target._store, target._full(path)).attributes
    return {str(name): str(value) for name, value in told.items()}
