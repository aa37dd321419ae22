"""Write the pages of docs/ that follow from the code, or check that they are current.

python docs/generate.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import feed_page

from audiopub import rules
from audiopub.cli import audiopub
from audiopub.project import lock
from audiopub.project.keys import CONFIG, EPISODE, TAGS
from audiopub.project.toml import Key

DOCS = Path(__file__).parent
_NOTE = "<!-- Written by docs/generate.py; edit the code, then run: make docs -->\n"


def commands() -> str:
    """Return the reference of the command line, from the commands' own help."""
    parts = [_NOTE, "# Commands\n"]
    for name, command in (("", audiopub), *sorted(audiopub.commands.items())):
        context = click.Context(command, info_name=f"audiopub {name}".strip(), terminal_width=88)
        parts += [f"## {context.info_name}\n", "```text", command.get_help(context), "```\n"]
    parts += [
        "## Exit status\n",
        "| status | meaning |",
        "|---|---|",
        "| 0 | all is well; there may be warnings |",
        "| 1 | something failed, or an error was found |",
        "| 2 | the command was used wrongly |",
        "| 130 | interrupted |",
        "",
    ]
    return "\n".join(parts)


def codes() -> str:
    """Return the list of all findings and errors."""
    parts = [
        _NOTE,
        "# Findings and errors\n",
        "`audiopub explain CODE` says the same. A code never gets another meaning.\n",
    ]
    for entry in rules.known():
        parts.append(f"## {entry.code} {entry.title}\n\n{entry.why}\n\nWhat to do: {entry.cure}\n")
        if entry.link:
            parts.append(f"Source: <{entry.link}>\n")
    return "\n".join(parts)


def files() -> str:
    """Return the reference of the files that a producer writes."""
    parts = [_NOTE, "# The files that you write\n"]
    parts += ["## audiopub.toml\n", *_table(CONFIG)]
    parts += ["\n## NAME.toml, beside an episode's files\n", *_table(EPISODE)]
    parts += ["\n## The file that audiopub tag reads\n", *_table(TAGS)]
    parts += ["\n## audiopub.lock, which audiopub writes and you commit\n", *_table(lock.KEYS)]
    return "\n".join(parts) + "\n"


def _table(keys: tuple[Key, ...]) -> Iterator[str]:
    yield "| key | what it says | example |"
    yield "|---|---|---|"
    for key in keys:
        name = key.name.replace("*", "NAME")
        name = f"**{name}**" if key.required else name
        yield f"| {name} | {key.doc} | `{key.example}` |"
    yield "\nA key in bold type must be there, if its table is."


def feed() -> str:
    """Return the page of what stands in the feed."""
    return f"{_NOTE}\n{feed_page.render()}"


PAGES = {"commands.md": commands, "codes.md": codes, "files.md": files, "feed.md": feed}


def main() -> int:
    """Write the pages, or with ``--check`` say which are not current."""
    stale = []
    for name, render in PAGES.items():
        page, text = DOCS / name, render()
        if page.exists() and page.read_text(encoding="utf-8") == text:
            continue
        if "--check" in sys.argv:
            stale.append(name)
        else:
            page.write_text(text, encoding="utf-8")
            print(f"wrote docs/{name}")
    for name in stale:
        print(f"docs/{name} is not current: run make docs")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
