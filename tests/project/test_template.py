from __future__ import annotations

from audiopub.project import template, toml
from audiopub.project.keys import CONFIG

VALUES: dict[str, template.Value] = {
    "show.title": 'Say "hello" \\ Grüße',
    "show.link": "https://podcast.example.org",
    "show.description": "About.",
    "show.language": "de",
    "show.authors": ["Ada"],
    "show.owner.name": "Ada",
    "show.owner.email": "ada@example.org",
    "show.categories": ["News > Politics"],
    "show.explicit": False,
    "show.artwork": "show/cover.png",
}


def test_a_new_file_says_what_was_given() -> None:
    document = toml.read(template.render(VALUES).encode(), "audiopub.toml", CONFIG)
    for name, value in VALUES.items():
        assert document.get(*name.split(".")) == value


def test_every_usual_key_is_explained() -> None:
    text = template.render(VALUES)
    for key in CONFIG:
        if key.rare:
            assert f"# {key.doc}\n" not in text
            continue
        assert f"# {key.doc}\n" in text
        assert f"{key.name.rpartition('.')[2]} = " in text


def test_every_example_is_a_good_value() -> None:
    uncommented = "\n".join(
        line.removeprefix("# ")
        for line in template.render({}).splitlines()
        if " = " in line or line.startswith(("[", "# ["))
    )
    assert toml.read(uncommented.encode(), "audiopub.toml", CONFIG).get("show", "title")
