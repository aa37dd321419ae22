"""A folder of a host that speaks SFTP; by paramiko."""

from __future__ import annotations

import contextlib
import logging
import posixpath
import socket
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from audiopub.deploy import credentials, failures
from audiopub.deploy.target import Capabilities, Content, Headers, Held
from audiopub.errors import DeployError
from audiopub.model import Destination

if TYPE_CHECKING:
    import paramiko

_PORT = 22
_CLOSED = "Socket is closed"
"""What paramiko says, without a number, when something is sent after the connection was lost."""

_TIMEOUT = 20.0
_SILENCE = 60.0  # seconds without a sign of life after which the connection counts as lost


class Sftp:
    """A target that is reached by SFTP. Its host key must be known beforehand."""

    capabilities = Capabilities(rename=True, headers=False, parallel=4)
    heeds_conditions = False

    def __init__(self, destination: Destination) -> None:
        """Connect.

        Raises:
            DeployError: AP731, paramiko is not installed; AP736, the host's key is not known;
                AP735, it does not let us in; AP737, the folder is not there.
        """
        self.name = destination.url.rstrip("/")
        try:
            import paramiko
        except ImportError:
            raise failures.absent_extra("sftp", "paramiko", self.name) from None
        self._paramiko: Any = paramiko
        _quieten()
        self._destination = destination
        parts = urlsplit(destination.url)
        self._root = unquote(parts.path).rstrip("/") or "/"
        self._lock = threading.Lock()
        self._channels: dict[threading.Thread, paramiko.SFTPClient] = {}
        self._client: paramiko.SSHClient | None = None
        try:
            with self._explained("look at the folder"):
                self._make_root()
        except DeployError:
            self.close()
            raise

    def _make_root(self) -> None:
        channel = self._channel
        with contextlib.suppress(FileNotFoundError):
            channel.stat(self._root)
            return
        try:
            channel.mkdir(self._root)
        except FileNotFoundError:
            above = posixpath.dirname(self._root)
            raise failures.missing(f"there is no folder {above}", self.name) from None

    def put(self, path: str, content: Content, headers: Headers) -> None:
        """Write a file; web servers have their own table of types, so headers are left out."""
        del headers
        with self._explained(f"write {path}"), content.open() as source:
            full = self._full(path)
            try:
                self._channel.putfo(source, full, content.size, confirm=False)
            except FileNotFoundError:
                self._make_folders(posixpath.dirname(full))
                source.seek(0)
                self._channel.putfo(source, full, content.size, confirm=False)

    def put_if(self, path: str, content: Content, headers: Headers, version: str | None) -> None:
        """Refuse: SFTP has no such promise."""
        del content, headers, version
        raise failures.other(f"cannot write {path} conditionally: SFTP cannot do that", self.name)

    def head(self, path: str) -> Held | None:
        """Return what is known of a file."""
        with self._explained(f"look at {path}"):
            try:
                status = self._channel.stat(self._full(path))
            except FileNotFoundError:
                return None
        return _held(path, status) if stat.S_ISREG(status.st_mode or 0) else None

    def read_range(self, path: str, start: int, length: int) -> bytes:
        """Return bytes of a file; many requests for it are on their way at once."""
        with self._explained(f"read {path}"):
            try:
                with self._channel.open(self._full(path), "rb") as file:
                    size = file.stat().st_size or 0
                    length = min(length, max(0, size - start))
                    file.seek(start)
                    # its thread would print a traceback; the reader hears of a lost connection, too
                    inside: Any = file
                    inside._prefetch_thread = self._quietly(inside._prefetch_thread)  # noqa: SLF001
                    file.prefetch(start + length, max_concurrent_requests=64)
                    data = bytes(file.read(length))
            except FileNotFoundError:
                raise failures.vanished(path, self.name) from None
            if len(data) < length:  # paramiko takes a lost connection for the end of the file
                raise EOFError
        return data

    def rename(self, old: str, new: str) -> None:
        """Put a file in the place of another."""
        with self._explained(f"put {new} in place"):
            full = self._full(new)
            try:
                self._channel.posix_rename(self._full(old), full)
            except FileNotFoundError:
                self._make_folders(posixpath.dirname(full))
                self._channel.posix_rename(self._full(old), full)

    def delete(self, path: str) -> None:
        """Delete a file, and the folders that are empty then."""
        with self._explained(f"delete {path}"):
            full = self._full(path)
            with contextlib.suppress(FileNotFoundError):
                self._channel.remove(full)
            folder = posixpath.dirname(full)
            while folder.startswith(f"{self._root.rstrip('/')}/"):
                try:
                    self._channel.rmdir(folder)
                except OSError:  # it is not empty, or not there, or may stay
                    return
                folder = posixpath.dirname(folder)

    def list(self, folder: str = "") -> Iterator[Held]:
        """Give every file below a folder."""
        with self._explained("list the files"):
            yield from self._listed(folder)

    def close(self) -> None:
        """Close the connection."""
        if self._client:
            self._client.close()

    def _listed(self, folder: str, above: tuple[str, ...] = ()) -> Iterator[Held]:
        """Give the files below a folder; links are followed, but never in a circle."""
        try:
            entries = self._channel.listdir_attr(self._full(folder))
        except FileNotFoundError:
            return
        for entry in entries:
            path = f"{folder}/{entry.filename}" if folder else entry.filename
            status, way = entry, above
            if stat.S_ISLNK(entry.st_mode or 0):
                with contextlib.suppress(FileNotFoundError):  # a link that leads nowhere
                    status = self._channel.stat(self._full(path))
                    end = self._channel.normalize(self._full(path))
                    way = (*above, end)
            if not stat.S_ISDIR(status.st_mode or 0):
                yield _held(path, status)
            elif way is above or way[-1] not in above:
                yield from self._listed(path, way)

    def _make_folders(self, folder: str) -> None:
        if folder in ("", "/"):
            return
        try:
            self._channel.stat(folder)
        except FileNotFoundError:
            self._make_folders(posixpath.dirname(folder))
            with contextlib.suppress(OSError):  # another thread was faster
                self._channel.mkdir(folder)

    def _full(self, path: str) -> str:
        return posixpath.join(self._root, path) if path else self._root

    @property
    def _channel(self) -> paramiko.SFTPClient:
        """The channel of this thread; it is made anew if it was lost, and the connection too.

        All are kept, and given to another thread when theirs has ended: paramiko closes a channel
        that nobody has any more wherever the garbage is collected, and waits for itself without an
        end if that is while it sends (https://github.com/paramiko/paramiko/issues/247).
        """
        thread = threading.current_thread()
        with self._lock:
            transport = self._client.get_transport() if self._client else None
            if self._client is None or transport is None or not transport.is_active():
                self._client = self._connected()
                self._channels.clear()
            client = self._client
            ended = (one for one in self._channels if not one.is_alive())
            owner = thread if thread in self._channels else next(ended, thread)
            channel = self._channels.pop(owner, None)
        if channel is None or channel.sock.closed:
            channel = self._opened(client)
        with self._lock:
            self._channels[thread] = channel
        return channel

    def _opened(self, client: paramiko.SSHClient) -> paramiko.SFTPClient:
        """Open a channel. paramiko waits for the host's word on the subsystem without an end."""
        transport = client.get_transport()
        if transport is None:
            raise EOFError
        session = transport.open_session(timeout=_TIMEOUT)
        session.settimeout(_SILENCE)
        watch = threading.Timer(_TIMEOUT, transport.close)
        watch.start()
        try:
            session.invoke_subsystem("sftp")
        finally:
            watch.cancel()
        channel: paramiko.SFTPClient = self._paramiko.SFTPClient(session)
        return channel

    def _connected(self) -> paramiko.SSHClient:
        parts = urlsplit(self._destination.url)
        alias = self._alias(parts.hostname or "")
        target = self._destination.name
        client: paramiko.SSHClient = self._paramiko.SSHClient()  # it refuses unknown keys
        client.load_system_host_keys()
        for file in (Path("/etc/ssh/ssh_known_hosts"), self._destination.known_hosts):
            if file and file.exists():
                client.load_system_host_keys(str(file))
        own = self._destination.key
        keys: Any = str(own) if own else alias.get("identityfile")
        self._client = client  # so that it is closed whatever happens
        client.connect(
            alias.get("hostname", parts.hostname or ""),
            port=parts.port or int(alias.get("port", _PORT)),
            username=parts.username
            or credentials.secret(target, "USER", self.name)
            or alias.get("user"),
            password=credentials.secret(target, "PASSWORD", self.name),
            key_filename=keys,
            timeout=_TIMEOUT,
            banner_timeout=_TIMEOUT,
            auth_timeout=_TIMEOUT,
            channel_timeout=_TIMEOUT,
        )
        if transport := client.get_transport():
            transport.set_keepalive(30)
        return client

    def _alias(self, host: str) -> dict[str, Any]:
        """Return what the producer's own SSH configuration says of a host."""
        file = Path.home() / ".ssh" / "config"
        if not file.is_file():
            return {}
        return dict(self._paramiko.SSHConfig.from_path(str(file)).lookup(host))

    def _quietly(self, work: Callable[..., None]) -> Callable[..., None]:
        def quiet(*arguments: object) -> None:
            with contextlib.suppress(self._paramiko.SSHException, OSError, EOFError):
                work(*arguments)

        return quiet

    @contextlib.contextmanager
    def _explained(self, doing: str) -> Iterator[None]:
        ssh = self._paramiko.ssh_exception
        try:
            yield
        except DeployError:
            raise
        except (ssh.BadHostKeyException, ssh.SSHException, OSError, EOFError) as error:
            raise self._failure(error, doing) from error

    def _failure(self, error: Exception, doing: str) -> DeployError:
        ssh = self._paramiko.ssh_exception
        if isinstance(error, ssh.SSHException | EOFError):
            return self._ssh_failure(error, doing)
        if isinstance(error, ssh.NoValidConnectionsError):
            reasons = {str(one.strerror or one) for one in error.errors.values()}
            return failures.silent(f"cannot connect: {', '.join(sorted(reasons))}", self.name)
        if isinstance(error, socket.gaierror):
            return failures.silent(f"cannot find the host: {error.strerror}", self.name)
        if isinstance(error, OSError) and error.errno is not None:
            return failures.of_system(error, doing, self.name)
        closed = str(error) == _CLOSED
        if closed or isinstance(error, TimeoutError):
            said = "the connection was closed" if closed else "no answer"
            return failures.silent(f"cannot {doing}: {said}", self.name)
        said = "the host does not say why; often its disk or a quota is full"
        return failures.other(
            f"cannot {doing}: {said if str(error) == 'Failure' else error}", self.name
        )

    def _ssh_failure(self, error: Exception, doing: str) -> DeployError:
        ssh = self._paramiko.ssh_exception
        if isinstance(error, ssh.BadHostKeyException):
            return self._stranger(f"the host's key is another one than known: {_print(error.key)}")
        if "not found in known_hosts" in str(error):
            return self._stranger("the host's key is not known")
        if isinstance(error, ssh.AuthenticationException | ssh.PasswordRequiredException):
            return failures.access(f"cannot log in: {error}", self.name)
        said = str(error) or "the connection was closed"
        return failures.silent(f"cannot {doing}: {said}", self.name)

    def _stranger(self, what: str) -> DeployError:
        return DeployError(
            "AP736",
            what,
            path=self.name,
            hint="ask whoever runs the host for the fingerprint of its key; if it is right, write "
            "the key into ~/.ssh/known_hosts (ssh-keyscan prints it)",
        )


def _quieten() -> None:
    """Keep paramiko's own log, tracebacks of lost connections, from the terminal."""
    logger = logging.getLogger("paramiko")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _print(key: paramiko.PKey) -> str:
    """Return a key's fingerprint, as ssh shows it."""
    return f"{key.get_name()} {key.fingerprint}"


def _held(path: str, status: paramiko.SFTPAttributes) -> Held:
    modified, size = status.st_mtime or 0, status.st_size or 0
    return Held(path=path, size=size, modified=float(modified), version=f"{modified}-{size}")
