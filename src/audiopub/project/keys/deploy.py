"""Keys of [deploy] and [deploy.NAME]: where the publication goes."""

from __future__ import annotations

from audiopub.project import checks
from audiopub.project.toml import Key

KEYS: tuple[Key, ...] = (
    Key(
        name="deploy.keep_days",
        kind=float,
        check=checks.days,
        doc="How long superseded sound files stay on every target, in days. 0 keeps nothing, and "
        "leaves no way back. Default: 30.",
        example="30",
    ),
    Key(
        name="deploy.*.url",
        kind=str,
        required=True,
        check=checks.target,
        doc="Where audiopub deploy NAME brings the publication: a folder, or an address that "
        "begins with s3://, gs://, az://, sftp://, davs:// or rclone://. Never with a password.",
        example='"s3://bucket/show"',
    ),
    Key(
        name="deploy.*.public",
        kind=str,
        check=checks.base,
        doc="Where listeners fetch what lies there. Default: the show's link.",
        example='"https://staging.example.org"',
    ),
    Key(
        name="deploy.*.fetch",
        kind=bool,
        doc="Whether the public address is fetched and compared after a deployment. Default: true.",
        example="true",
    ),
    Key(
        name="deploy.*.keep_days",
        kind=float,
        check=checks.days,
        doc="The same as deploy.keep_days, for this target alone.",
        example="7",
    ),
    Key(
        name="deploy.*.endpoint",
        kind=str,
        check=checks.base,
        doc="The address of an S3 service that is not Amazon's, or of a gateway to Google's.",
        example='"https://s3.example.org"',
    ),
    Key(
        name="deploy.*.region",
        kind=str,
        check=checks.text,
        doc="The region of an S3 bucket.",
        example='"eu-central-1"',
    ),
    Key(
        name="deploy.*.known_hosts",
        kind=str,
        check=checks.text,
        doc="A file of host keys for SFTP, besides your own ~/.ssh/known_hosts.",
        example='"show/known_hosts"',
    ),
    Key(
        name="deploy.*.key",
        kind=str,
        check=checks.text,
        doc="A file with a private key for SFTP, besides those in ~/.ssh.",
        example='"~/.ssh/podcast"',
    ),
)
