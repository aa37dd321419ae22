"""What real hosts refuse, said with its place and its cure, and without a secret."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.deploy import google, servers
from tests.deploy.wire import Wire

from audiopub.deploy import credentials, failures, kinds
from audiopub.deploy.objectstore import ObjectStore
from audiopub.deploy.opening import open_target
from audiopub.deploy.sftp import Sftp
from audiopub.deploy.target import Target, content_of
from audiopub.errors import DeployError, TransientError
from audiopub.model import Destination

if TYPE_CHECKING:
    from paramiko import SFTPFile


def destination(tmp_path: Path, url: str, **more: object) -> Destination:
    return Destination(
        name="web",
        url=url,
        public="",
        announced=False,
        root=tmp_path,
        **more,  # type: ignore[arg-type]  # as each test has it
    )


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], object]]:
    """Return a function that starts a host, once."""
    running: dict[str, object] = {}
    with ExitStack() as stack:

        def start(name: str) -> object:
            if name not in running:
                folder = tmp_path_factory.mktemp(name)
                try:
                    running[name] = stack.enter_context(getattr(servers, name)(folder / "host"))
                except servers.Absent as absent:
                    pytest.skip(f"{absent} (make test-targets installs it)")
            return running[name]

        yield start


@pytest.fixture
def sftp(started: Callable[[str], object]) -> servers.Sftp:
    pytest.importorskip("paramiko", reason="the extra sftp is not installed")
    host = started("sftp")
    assert isinstance(host, servers.Sftp)
    return host


def refused(opened: Callable[[], Target]) -> DeployError:
    with pytest.raises(DeployError) as error:
        list(opened().list())
    assert error.value.hint
    assert servers.SECRET not in f"{error.value} {error.value.hint} {error.value.__cause__}"
    return error.value


@pytest.mark.parametrize("known", ["none", "another"])
def test_an_unknown_host_and_one_with_another_key_are_refused(
    sftp: servers.Sftp, tmp_path: Path, known: str
) -> None:
    file = tmp_path / "known_hosts"
    file.touch()
    if known == "another":
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "other")]
        subprocess.run(words, check=True)
        key = (tmp_path / "other.pub").read_text(encoding="utf-8")
        file.write_text(f"[127.0.0.1]:{sftp.port} {key}", encoding="utf-8")
    url = f"sftp://root@127.0.0.1:{sftp.port}{sftp.root}/x"
    place = destination(tmp_path, url, known_hosts=file, key=sftp.key)
    before = file.read_bytes()
    error = refused(lambda: open_target(place))
    assert error.code == "AP736"
    assert ("another one than known" if known == "another" else "not known") in error.what
    assert file.read_bytes() == before


def test_a_wrong_key_is_refused(
    sftp: servers.Sftp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.setenv("AUDIOPUB_WEB_PASSWORD", servers.SECRET)
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "other")]
    subprocess.run(words, check=True)
    url = f"sftp://root@127.0.0.1:{sftp.port}{sftp.root}/x"
    place = destination(tmp_path, url, known_hosts=sftp.known_hosts, key=tmp_path / "other")
    assert refused(lambda: open_target(place)).code == "AP735"


def test_a_mistyped_folder_is_not_made_with_all_above_it(
    sftp: servers.Sftp, tmp_path: Path
) -> None:
    url = f"sftp://root@127.0.0.1:{sftp.port}{sftp.root}/no/such/folder"
    place = destination(tmp_path, url, known_hosts=sftp.known_hosts, key=sftp.key)
    assert refused(lambda: open_target(place)).code == "AP737"
    assert not (sftp.root / "no").exists()
    assert refused(lambda: open_target(destination(tmp_path, "no/such/folder"))).code == "AP737"


def test_a_wrong_password_is_refused(
    started: Callable[[str], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("httpx", reason="the extra webdav is not installed")
    host = started("webdav")
    assert isinstance(host, servers.Web)
    monkeypatch.setenv("AUDIOPUB_WEB_PASSWORD", f"not-{servers.SECRET}")
    place = destination(tmp_path, f"dav://{servers.USER}@{host.address}/x")
    assert refused(lambda: open_target(place)).code == "AP735"


@pytest.mark.parametrize("problem", ["bucket", "key", "secret"])
def test_what_an_s3_server_refuses(
    started: Callable[[str], object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    problem: str,
) -> None:
    pytest.importorskip("obstore", reason="the extra s3 is not installed")
    address = started("lax_s3")
    wrong = "wrong-but-also-secret-of-forty-characters"
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "NOBODY" if problem == "key" else servers.KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", wrong if problem == "secret" else servers.SECRET)
    bucket = "gone" if problem == "bucket" else "bucket"
    place = destination(tmp_path, f"s3://{bucket}/x", endpoint=address)
    error = refused(lambda: open_target(place))
    code = "AP737" if problem == "bucket" else "AP735"
    assert error.code == code
    assert wrong not in str(error)
    with pytest.raises(DeployError) as written:  # what a deployment does first
        open_target(place).put("x", content_of(b"x"), kinds.headers("x"))
    assert (written.value.code, bool(written.value.hint)) == (code, True)


@pytest.fixture
def ceph(started: Callable[[str], object], monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a real S3 gateway; its keys are in the environment."""
    pytest.importorskip("obstore", reason="the extra s3 is not installed")
    if not os.environ.get(servers.ALL):
        pytest.skip("Ceph takes long to start and is not asked for (make test-targets runs it)")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", servers.KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", servers.SECRET)
    return str(started("ceph"))


def test_a_quota_that_is_used_up(
    ceph: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", servers.POOR)
    servers.make_bucket(ceph, "poor", servers.POOR)
    target = open_target(destination(tmp_path, "s3://poor/x", endpoint=ceph))
    target.put("small.mp3", content_of(bytes(1000)), kinds.headers("small.mp3"))
    with pytest.raises(DeployError) as error:
        target.put("large.mp3", content_of(bytes(100_000)), kinds.headers("large.mp3"))
    assert error.value.code == "AP749"
    assert error.value.hint
    assert [held.path for held in target.list()] == ["small.mp3"]


def test_a_clock_that_is_an_hour_late(ceph: str) -> None:
    servers.make_bucket(ceph, "late")
    try:
        faketime = servers.program("faketime")
    except servers.Absent as absent:
        pytest.skip(f"{absent} (make test-targets installs it)")
    words = [faketime, "-f", "-1h", sys.executable, "-m", "tests.deploy.late", ceph]
    root = Path(__file__).parents[2]
    done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=root, timeout=60)
    assert done.stdout == "AP745"


def test_a_container_that_is_gone(
    started: Callable[[str], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("obstore", reason="the extra s3 is not installed")
    monkeypatch.setenv("AZURE_STORAGE_USE_EMULATOR", "true")
    monkeypatch.setenv("AZURITE_BLOB_STORAGE_URL", str(started("azurite")))
    target = open_target(destination(tmp_path, "az://gone/x"))
    for work in (
        lambda: target.put("x", content_of(b"x"), kinds.headers("x")),
        lambda: list(target.list()),
    ):
        with pytest.raises(DeployError) as error:
            work()
        assert error.value.code == "AP737"


def test_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", servers.KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", servers.SECRET)
    for url, module in (
        (f"sftp://127.0.0.1:{port}/x", "paramiko"),
        (f"dav://127.0.0.1:{port}/x", "httpx"),
        ("s3://bucket/x", "obstore"),
    ):
        pytest.importorskip(module, reason="an extra is not installed")
        endpoint = f"http://127.0.0.1:{port}" if module == "obstore" else None
        place = destination(tmp_path, url, endpoint=endpoint)
        error = refused(partial(open_target, place))
        assert isinstance(error, TransientError), url
        assert error.code == "AP739"


def through(wire: Wire, sftp: servers.Sftp, tmp_path: Path) -> Destination:
    """Return a place that is reached through a wire."""
    known = tmp_path / "known_hosts"
    line = sftp.known_hosts.read_text(encoding="utf-8")
    known.write_text(line.replace(f":{sftp.port} ", f":{wire.port} "), encoding="utf-8")
    url = f"sftp://root@127.0.0.1:{wire.port}{sftp.root}/{tmp_path.name}"
    return destination(tmp_path, url, known_hosts=known, key=sftp.key)


def test_a_host_that_falls_silent_is_not_waited_for_without_end(
    sftp: servers.Sftp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_TIMEOUT", "_SILENCE"):
        monkeypatch.setattr(f"audiopub.deploy.sftp.{name}", 1.0)
    wire = Wire(sftp.port)
    place = through(wire, sftp, tmp_path)

    def look() -> str:
        try:
            with closing(open_target(place)) as target:
                list(target.list())
        except TransientError as error:
            return error.code
        return ""

    with closing(wire), ThreadPoolExecutor(1) as thread:
        with wire.failing("", 0):
            assert look() == ""
            pieces = wire.pieces
        said = []
        for at in range(pieces - 8, pieces + 1):
            with wire.failing("stall", at):
                said.append(thread.submit(look).result(20))
    assert said.count("AP739") > 3
    assert set(said) <= {"AP739", ""}  # the last pieces only say goodbye


@pytest.mark.parametrize("at", [20, 40])
def test_a_connection_that_is_lost_while_a_file_is_read_is_named_and_no_more(
    sftp: servers.Sftp, tmp_path: Path, at: int
) -> None:
    """What a thread of paramiko would print of it, pytest takes for an error."""
    wire = Wire(sftp.port)
    place = through(wire, sftp, tmp_path)
    with closing(wire), closing(open_target(place)) as target:
        target.put("x", content_of(bytes(3 << 20)), kinds.headers("x"))
        with wire.failing("reset", at):
            with pytest.raises(TransientError) as error:
                target.read_range("x", 0, 3 << 20)
            assert error.value.code == "AP739"


def test_less_than_a_file_holds_is_no_answer(
    sftp: servers.Sftp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where paramiko meets a lost connection depends on the moment; here it is always the same."""
    paramiko = pytest.importorskip("paramiko")
    read, asked = paramiko.SFTPFile._read, list[int]()

    def lost(file: SFTPFile, size: int) -> bytes:
        if asked:
            raise EOFError
        asked.append(size)
        data: bytes = read(file, size)
        return data

    wire = Wire(sftp.port)
    with closing(wire), closing(open_target(through(wire, sftp, tmp_path))) as target:
        target.put("x", content_of(bytes(3 << 20)), kinds.headers("x"))
        monkeypatch.setattr(paramiko.SFTPFile, "_read", lost)
        with pytest.raises(TransientError) as error:
            target.read_range("x", 0, 3 << 20)
    assert error.value.code == "AP739"


def test_what_is_sent_after_a_connection_was_lost_may_be_sent_again(
    sftp: servers.Sftp, tmp_path: Path
) -> None:
    wire = Wire(sftp.port)
    with closing(wire), closing(open_target(through(wire, sftp, tmp_path))) as target:
        assert isinstance(target, Sftp)
        error = target._failure(OSError("Socket is closed"), "read x")
    assert isinstance(error, TransientError)
    assert error.what == "cannot read x: the connection was closed"


def test_a_thread_that_ended_leaves_its_channel_to_another(
    sftp: servers.Sftp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A channel that is left to the garbage collector may make paramiko hang."""
    opened = []
    real = Sftp._opened

    def counted(target: Sftp, client: object) -> object:
        opened.append(client)
        return real(target, client)  # type: ignore[arg-type] # as it was given

    monkeypatch.setattr(Sftp, "_opened", counted)
    wire = Wire(sftp.port)
    with closing(wire), closing(open_target(through(wire, sftp, tmp_path))) as target:
        for _ in range(10):
            with ThreadPoolExecutor(2) as threads:
                assert list(threads.map(target.head, ["x", "y"])) == [None, None]
    assert len(opened) <= 3  # one of this thread, two of the others


CONNECT = """
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from audiopub.deploy.objectstore import ObjectStore
from audiopub.deploy.opening import open_target
from audiopub.errors import TransientError
from audiopub.model import Destination
place = Destination(name="web", url=sys.argv[1], public="", announced=False, root=Path())
try:
    open_target(place)
except TransientError as error:
    print(error.code)
"""


def test_a_host_that_hangs_up_is_named_without_a_traceback() -> None:
    """In a process of its own: pytest takes what paramiko's log would print."""
    pytest.importorskip("paramiko", reason="the extra sftp is not installed")
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            connection, _ = server.accept()
            connection.close()

        threading.Thread(target=hang_up, daemon=True).start()
        url = f"sftp://127.0.0.1:{server.getsockname()[1]}/x"
        words = [sys.executable, "-c", CONNECT, url]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("AP739\n", "")


@pytest.mark.parametrize(
    ("scheme", "module", "extra"),
    [("s3", "obstore", "s3"), ("sftp", "paramiko", "sftp"), ("dav", "httpx", "webdav")],
)
def test_an_extra_that_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(__import__("sys").modules, module, None)
    error = refused(lambda: open_target(destination(tmp_path, f"{scheme}://host/x")))
    assert error.code == "AP731"
    assert error.hint == f"pip install 'audiopub[{extra}]'"


def test_an_absent_rclone_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    error = refused(lambda: open_target(destination(tmp_path, "rclone://drive/x")))
    assert error.code == "AP731"
    assert "rclone.org" in str(error.hint)


def test_an_unknown_scheme_names_those_that_are_known(tmp_path: Path) -> None:
    error = refused(lambda: open_target(destination(tmp_path, "ftp://host/x")))
    assert error.code == "AP730"
    assert "sftp://" in str(error.hint)


def test_a_wrong_clock_is_named(tmp_path: Path) -> None:
    pytest.importorskip("obstore", reason="the extra s3 is not installed")
    from audiopub.deploy.objectstore import ObjectStore

    target = ObjectStore(destination(tmp_path, "s3://bucket", endpoint="http://127.0.0.1:9"))
    said = "<Error><Code>RequestTimeTooSkewed</Code><Message>The difference is too large</Message>"
    error = target._failure(target._exceptions.PermissionDeniedError(said), "write a.mp3")
    assert error.code == "AP745"


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("QuotaExceeded", "AP749"),
        ("NoSuchBucket", "AP737"),
        ("SlowDown", "AP739"),
        ("XAmzContentSHA256Mismatch", "AP739"),
    ],
)
def test_codes_of_s3_have_their_meaning(tmp_path: Path, code: str, wanted: str) -> None:
    pytest.importorskip("obstore", reason="the extra s3 is not installed")
    from audiopub.deploy.objectstore import ObjectStore

    target = ObjectStore(destination(tmp_path, "s3://bucket", endpoint="http://127.0.0.1:9"))
    said = f"<Error><Code>{code}</Code><Message>no</Message></Error>"
    assert target._failure(target._exceptions.GenericError(said), "write a").code == wanted


def test_a_full_disk_is_named() -> None:
    assert failures.of_system(OSError(28, "No space left on device"), "write a", "web").code == (
        "AP749"
    )


def test_a_password_can_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "password").write_text("from a file\n", encoding="utf-8")
    monkeypatch.setenv("AUDIOPUB_MY_WEB_PASSWORD_FILE", str(tmp_path / "password"))
    assert credentials.secret("my-web", "PASSWORD", "x") == "from a file"
    monkeypatch.setenv("AUDIOPUB_MY_WEB_PASSWORD", "from the environment")
    assert credentials.secret("my-web", "PASSWORD", "x") == "from the environment"
    monkeypatch.delenv("AUDIOPUB_MY_WEB_PASSWORD")
    monkeypatch.setenv("AUDIOPUB_MY_WEB_PASSWORD_FILE", str(tmp_path / "none"))
    with pytest.raises(DeployError, match="AUDIOPUB_MY_WEB_PASSWORD_FILE"):
        credentials.secret("my-web", "PASSWORD", "x")


def test_profiles_of_amazon_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws" / "credentials").write_text(
        "[show]\naws_access_key_id = AK\naws_secret_access_key = s%cret\n", encoding="utf-8"
    )
    (tmp_path / ".aws" / "config").write_text(
        "[profile show]\nregion = eu-central-1\n", encoding="utf-8"
    )
    assert credentials.amazon({"AWS_PROFILE": "show"}) == {
        "aws_access_key_id": "AK",
        "aws_secret_access_key": "s%cret",
        "region": "eu-central-1",
    }
    assert credentials.amazon({"AWS_PROFILE": "show", "AWS_ACCESS_KEY_ID": "x"}) == {}


@pytest.mark.parametrize("url", ["s3://bucket/x", "gs://bucket/x", "az://bucket/x"])
def test_who_has_no_credentials_is_told_so_and_not_to_check_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    """Where no credentials are found, the platform is asked for some last, and is silent."""
    pytest.importorskip("obstore", reason="the extra s3 is not installed")
    for name in list(os.environ):
        if name.startswith(("AWS_", "AZURE_", "GOOGLE_")):
            monkeypatch.delenv(name)
    nowhere = f"127.0.0.1:{servers.free_port()}"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_NAME", "account")
    monkeypatch.setenv("AZURE_MSI_ENDPOINT", f"http://{nowhere}/metadata/identity/oauth2/token")
    monkeypatch.setenv("AWS_METADATA_ENDPOINT", f"http://{nowhere}")
    for name in ("GCE_METADATA_HOST", "GCE_METADATA_IP"):
        monkeypatch.setenv(name, nowhere)
    error = refused(lambda: open_target(destination(tmp_path, url)))
    assert (error.code, type(error)) == ("AP735", DeployError)
    assert "no credentials were found" in error.what


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("PUT http://127.0.0.1:5073/b/x - status code: 507 Insufficient Storage", "AP749"),
        ("PUT http://127.0.0.1:5073/b/x - status code: 503 Service Unavailable", "AP739"),
        ("PUT http://127.0.0.1:5075/b/507.mp3 - status code: 418 I'm a teapot", "AP750"),
    ],
)
def test_a_status_is_read_where_it_stands_and_not_in_an_address(
    tmp_path: Path, said: str, code: str
) -> None:
    exceptions = pytest.importorskip("obstore.exceptions", reason="the extra s3 is not installed")
    target = ObjectStore(destination(tmp_path, "s3://bucket/x"))
    with pytest.raises(DeployError) as error, target._explained("write x"):
        raise exceptions.GenericError(said)
    assert error.value.code == code


@pytest.mark.parametrize(
    ("token", "bucket", "code"),
    [("another", "bucket", "AP735"), (google.TOKEN, "none", "AP737")],
)
def test_what_google_refuses_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, token: str, bucket: str, code: str
) -> None:
    pytest.importorskip("obstore", reason="the extra s3 is not installed")
    monkeypatch.setenv("GOOGLE_BEARER_TOKEN", token)
    with google.google() as address:
        place = destination(tmp_path, f"gs://{bucket}/x", endpoint=address)
        error = refused(lambda: open_target(place))
    assert error.code == code
    assert token not in error.what


def test_what_others_say_is_told_without_secrets() -> None:
    said = "refused\n for X-Amz-Signature=abcdef&token=geheim12 with hunter22hunter22"
    assert credentials.redacted(said, ["hunter22hunter22", None, ""]) == (
        "refused for X-Amz-Signature=***&token=*** with ***"
    )
