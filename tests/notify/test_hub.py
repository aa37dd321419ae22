"""A real hub: Flask-WebSub, with a subscriber that gets the feed."""

from __future__ import annotations

import threading
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.notify.test_channels import NEWS

from audiopub.notify import channels

FEED = b"<rss version='2.0'/>"


class Queue:
    """In the place of Celery, which the hub hands its work to: does it at once."""

    def task(self, **options: object) -> Callable[[Callable[..., None]], Callable[..., None]]:
        def made(work: Callable[..., None]) -> Callable[..., None]:
            delay = partial(work, None) if options.get("bind") else work
            work.delay = delay  # type: ignore[attr-defined]  # as Celery does
            return work

        return made


@contextmanager
def served(app: object) -> Iterator[str]:
    serving = pytest.importorskip("werkzeug.serving", reason="it comes with the hub")
    server = serving.make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


# the hub opens its database anew for each question, and leaves closing it to the collector
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_hub_that_is_told_sends_the_feed_to_its_subscribers(tmp_path: Path) -> None:
    websub = pytest.importorskip("flask_websub.hub", reason="make test-targets installs the hub")
    flask = pytest.importorskip("flask", reason="it comes with the hub")
    request, response = flask.request, flask.Response
    hub = websub.Hub(websub.SQLite3HubStorage(str(tmp_path / "hub.sqlite3")), Queue())
    app = flask.Flask(__name__)
    app.config["PUBLISH_SUPPORTED"] = True
    app.register_blueprint(hub.build_blueprint(url_prefix="/hub"))
    got: list[bytes] = []

    def feed() -> Any:  # noqa: ANN401 - of a library without types
        links = f'<{request.url}>; rel="self", <{request.host_url}hub>; rel="hub"'
        return response(FEED, headers={"Link": links})

    def callback() -> Any:  # noqa: ANN401 - likewise
        if request.method == "POST":
            got.append(request.get_data())
        return response(request.args.get("hub.challenge", ""))

    app.add_url_rule("/feed.xml", view_func=feed)
    app.add_url_rule("/callback", view_func=callback, methods=["GET", "POST"])
    with served(app) as address:
        news = replace(NEWS, feed=f"{address}/feed.xml")
        form = {
            "hub.mode": "subscribe",
            "hub.topic": news.feed,
            "hub.callback": f"{address}/callback",
        }
        body = urllib.parse.urlencode(form).encode()
        urllib.request.urlopen(f"{address}/hub", body).close()  # noqa: S310 - ours
        channels.websub(f"{address}/hub", news)
    assert got == [FEED]
