"""Configurations of web servers that hand out a published tree as the preview does.

Sources: https://nginx.org/en/docs/, https://caddyserver.com/docs/caddyfile and
https://httpd.apache.org/docs/2.4/mod/
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Sequence
from pathlib import Path

from audiopub import hosting

SERVERS = ("nginx", "caddy", "apache")
"""Those that are known."""

_TEXT = (
    "text/css text/javascript text/plain text/vtt text/xml application/xml application/rss+xml "
    "application/json application/json+chapters application/x-subrip image/svg+xml"
)
"""What is compressed, besides HTML, which nginx compresses without being told."""

_NGINX = """\
# {host}: {folder}, with what audiopub serve sends. Put it into the http block, or include it there.
server {{
    server_name {host};
    listen 80;  # certbot --nginx adds TLS
    root {folder};
    index index.html;
    charset utf-8;
    charset_types text/css text/javascript text/plain text/vtt application/rss+xml;

    types {{
{types}
    }}
    default_type application/octet-stream;

    gzip on;
    gzip_vary on;
    gzip_min_length 500;
    gzip_types {text};

    # add_header is inherited only where no other one stands beside it, so each place says all
    add_header X-Content-Type-Options nosniff always;
    add_header Cache-Control "{briefly}";
    add_header Access-Control-Allow-Origin *;

    location ~ /\\. {{ return 404; }}
    location ~ "^/(media|assets)/.*-[0-9a-f]{{8,64}}\\.[a-z0-9]+$" {{
        add_header X-Content-Type-Options nosniff always;
        add_header Cache-Control "{forever}";
        add_header Access-Control-Allow-Origin *;
    }}
    location ~ /embed\\.html$ {{
        add_header X-Content-Type-Options nosniff always;
        add_header Cache-Control "{briefly}";
        add_header Referrer-Policy strict-origin-when-cross-origin;
        add_header Content-Security-Policy "{policy}; frame-ancestors *";
    }}
    location ~ (/|\\.html)$ {{
        add_header X-Content-Type-Options nosniff always;
        add_header Cache-Control "{briefly}";
        add_header Referrer-Policy strict-origin-when-cross-origin;
        add_header Content-Security-Policy "{policy}; frame-ancestors 'self'";
    }}
    location ~ /chapters\\.json$ {{
        types {{ }}
        default_type {chapters};
    }}
    location ~ "^/feed(-[a-z0-9]+)*\\.xml$" {{
        types {{ }}
        default_type application/rss+xml;
        add_header X-Content-Type-Options nosniff always;
        add_header Cache-Control "{briefly}";
        add_header Access-Control-Allow-Origin *;
{links}    }}
}}
"""

_CADDY = """\
# {host}: {folder}, with what audiopub serve sends.
{host} {{
\troot * {folder}
\tencode {{
\t\tgzip
\t\tmatch {{
{encoded}
\t\t}}
\t}}
\t@hidden path */.*
\trespond @hidden 404

\theader X-Content-Type-Options nosniff
\theader Cache-Control "{briefly}"
\theader Access-Control-Allow-Origin *
\t@forever path_regexp ^/(media|assets)/.*-[0-9a-f]{{8,64}}\\.[a-z0-9]+$
\theader @forever Cache-Control "{forever}"
\t@page path / */ *.html
\theader @page {{
\t\tReferrer-Policy strict-origin-when-cross-origin
\t\tContent-Security-Policy "{policy}; frame-ancestors 'self'"
\t\t-Access-Control-Allow-Origin
\t}}
\t@embedded path */embed.html
\theader @embedded Content-Security-Policy "{policy}; frame-ancestors *"
{types}
\t@chapters path */chapters.json
\theader @chapters Content-Type {chapters}
\t@feed path_regexp ^/feed(-[a-z0-9]+)*\\.xml$
\theader @feed Content-Type "{feed}"
{links}\tfile_server
}}
"""

_APACHE = """\
# {host}: {folder}, with what audiopub serve sends.
# It needs mod_headers, mod_deflate, mod_mime, mod_dir: a2enmod headers deflate mime dir
<VirtualHost *:80>
    ServerName {host}
    DocumentRoot "{folder}"
    <Directory "{folder}">
        Require all granted
        Options -Indexes
        AllowOverride None
        DirectoryIndex index.html
        FileETag MTime Size
    </Directory>
    AddDefaultCharset utf-8
{types}
    AddOutputFilterByType DEFLATE text/html {text}
    # without this, a compressed answer is never "not modified"
    DeflateAlterETag NoChange

    Header always set X-Content-Type-Options nosniff
    Header set Cache-Control "{briefly}"
    Header set Access-Control-Allow-Origin "*"
    <LocationMatch "/\\.">
        Require all denied
    </LocationMatch>
    <LocationMatch "^/(media|assets)/.*-[0-9a-f]{{8,64}}\\.[a-z0-9]+$">
        Header set Cache-Control "{forever}"
    </LocationMatch>
    <LocationMatch "(/|\\.html)$">
        Header set Referrer-Policy strict-origin-when-cross-origin
        Header set Content-Security-Policy "{policy}; frame-ancestors 'self'"
        Header unset Access-Control-Allow-Origin
    </LocationMatch>
    <LocationMatch "/embed\\.html$">
        Header set Content-Security-Policy "{policy}; frame-ancestors *"
    </LocationMatch>
    <LocationMatch "/chapters\\.json$">
        ForceType {chapters}
    </LocationMatch>
    <LocationMatch "^/feed(-[a-z0-9]+)*\\.xml$">
        ForceType application/rss+xml
{links}    </LocationMatch>
</VirtualHost>
"""


def render(server: str, *, link: str, folder: Path, hubs: Sequence[str]) -> str:
    """See :func:`audiopub.serve.configuration`."""
    template, types, links = {
        "nginx": (_NGINX, _nginx_types, _nginx_link),
        "caddy": (_CADDY, _caddy_types, _caddy_link),
        "apache": (_APACHE, _apache_types, _apache_link),
    }[server]
    said = [f'<{hub}>; rel="hub"' for hub in hubs]
    said += [f'<{link}/feed.xml>; rel="self"'] if hubs else []
    return template.format(
        host=urllib.parse.urlsplit(link).hostname,
        folder=folder.as_posix(),
        types=types(),
        text=_TEXT,
        encoded="\n".join(f"\t\t\theader Content-Type {kind}*" for kind in hosting.COMPRESSED),
        briefly=hosting.BRIEFLY,
        forever=hosting.FOREVER,
        policy=hosting.POLICY,
        chapters=hosting.CHAPTERS_TYPE,
        feed=hosting.FEED_TYPE,
        links="".join(links(each) for each in said),
    )


def _by_type() -> dict[str, list[str]]:
    """Return the endings of each type, without its charset."""
    found: dict[str, list[str]] = {}
    for ending, kind in hosting.TYPES.items():
        found.setdefault(kind.partition(";")[0], []).append(ending.removeprefix("."))
    return found


def _nginx_types() -> str:
    return "\n".join(f"        {kind} {' '.join(ends)};" for kind, ends in _by_type().items())


def _nginx_link(value: str) -> str:
    return f"        add_header Link '{value}';\n"


def _caddy_types() -> str:
    lines = []
    for number, (kind, ends) in enumerate(_by_type().items()):
        paths = " ".join(f"*.{end}" for end in ends)
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        lines.append(f"\t@type{number} path {paths}\n")
        lines.append(f'\theader @type{number} Content-Type "{kind}{charset}"\n')
    return "".join(lines).rstrip("\n")


def _caddy_link(value: str) -> str:
    return f"\theader @feed +Link `{value}`\n"


def _apache_types() -> str:
    lines = [
        f"    AddType {kind} {' '.join(f'.{e}' for e in ends)}" for kind, ends in _by_type().items()
    ]
    return "\n".join([*lines, "    AddCharset utf-8 .css .js .txt .vtt .xml"])


def _apache_link(value: str) -> str:
    escaped = value.replace('"', '\\"')
    return f'        Header add Link "{escaped}"\n'
