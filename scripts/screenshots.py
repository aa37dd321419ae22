"""Take pictures of the pages of a published show: phone and wide, light and dark.

python scripts/screenshots.py [--feeds FOLDER] [--out FOLDER] [--whole]

It needs the extra ``dev`` and a Chromium: the one at /usr/bin/chromium, or AUDIOPUB_CHROMIUM.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZES = {"phone": (390, 844), "wide": (1200, 900)}
PASSAGE = 60.0
"""The episode is pictured at this time, in seconds, so that there is something to see."""


def main() -> None:
    """Take the pictures of the show's page and of its newest episode's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=Path, default=Path("feeds"))
    parser.add_argument("--out", type=Path, default=Path("docs/pages"))
    parser.add_argument("--whole", action="store_true", help="the whole page, not the first screen")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    program = os.environ.get("AUDIOPUB_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        for size in SIZES:
            for scheme in ("light", "dark"):
                shoot(browser, size, scheme, options)
        browser.close()


def shoot(browser: Browser, size: str, scheme: str, options: argparse.Namespace) -> None:
    """Take the pictures of one size and colour scheme."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    index = (options.feeds / "index.html").resolve().as_uri()
    page.goto(index)
    take(page_name := f"show-{size}-{scheme}.png", options.out, page, whole=options.whole)
    print(options.out / page_name)
    page.locator("article h3 a").first.click()
    page.wait_for_load_state()
    page.evaluate(f"document.querySelector('audio').currentTime = {PASSAGE}")
    page.wait_for_timeout(300)
    take(page_name := f"episode-{size}-{scheme}.png", options.out, page, whole=options.whole)
    print(options.out / page_name)
    context.close()


def take(name: str, folder: Path, page: object, *, whole: bool) -> None:
    """Write one picture."""
    page.screenshot(path=folder / name, full_page=whole)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
