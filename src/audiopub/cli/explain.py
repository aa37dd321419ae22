"""``audiopub explain``."""

from __future__ import annotations

import click


@click.command(epilog="\b\nExample:\n  audiopub explain AP501")
@click.argument("code")
def explain(code: str) -> None:
    """Say what a finding or an error means, why it matters, and what to do.

    CODE is what stands before it: AP501.
    """
    import difflib

    from audiopub import rules

    try:
        entry = rules.explain(code)
    except KeyError:
        known = [entry.code for entry in rules.known()]
        near = difflib.get_close_matches(code.upper(), known, n=3, cutoff=0.75)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        raise click.BadParameter(f"there is no code {code}.{hint}", param_hint="CODE") from None
    click.secho(f"{entry.code}  {entry.title}", bold=True)
    click.echo(f"\nWhy it matters\n  {entry.why}\n\nWhat to do\n  {entry.cure}")
    if entry.link:
        click.echo(f"\nSource\n  {entry.link}")
