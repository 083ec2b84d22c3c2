"""The one table of settings.

Each line gives a field of `Settings`, its option, its environment variable and the reader of its
value. The key in a settings file is the option without its dashes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from refcheck.frozen import dataclass
from refcheck.lookup.config import EUTILS_URL
from refcheck.model.finding import Severity
from refcheck.model.suppression import SuppressionOrigin
from refcheck.settings.rule_values import (
    read_foreign_suppressions,
    read_own_suppressions,
    read_rules,
    read_severities,
)
from refcheck.settings.source_values import PUBMED, read_source_urls, read_sources
from refcheck.settings.values import (
    Reader,
    read_days,
    read_directory,
    read_email,
    read_flag,
    read_inner_directory,
    read_inner_folder,
    read_inner_path,
    read_jobs,
    read_jobs_at_most,
    read_key,
    read_path,
    read_rate,
    read_severity,
    read_url,
)

__all__ = ["DEFAULT_MAX_AGE", "SETTINGS", "Setting"]

DEFAULT_MAX_AGE: Final = 90  # days
_TYPE_NAMES = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text",
    list: "a list",
    dict: "a table",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One line of the table. `types` are the TOML types that its key takes in a file.

    `contrary` marks an option that says the opposite of its field (`--no-lookup`). `option` None:
    it is set in the environment alone, or in a file alone, as `file_key`. `read_with` is the field
    that a command asks for to have it read, where that is another. `read_file` reads the value in
    a settings file, where that may say less than the user. `weakens` says of a value whether it can
    hide what is wrong with an article: where a settings file sets it, the report says so. Every
    setting that can must have it.
    """

    field: str
    option: str | None
    read: Reader
    read_file: Reader | None = None
    variable: str | None = None
    types: tuple[type, ...] = (str,)
    contrary: bool = False
    weakens: Callable[[Any], bool] | None = None
    file_key: str | None = None
    read_with: str | None = None

    @property
    def key(self) -> str | None:
        """The name in a settings file."""
        return self.option.removeprefix("--") if self.option else self.file_key

    @property
    def type_name(self) -> str:
        """What its value has to be, in words."""
        return _TYPE_NAMES[self.types[-1]]


SETTINGS = (
    Setting(
        field="offline",
        option="--offline",
        read=read_flag,
        variable="REFCHECK_OFFLINE",
        types=(bool,),
        weakens=lambda offline: offline is True,  # answers of any age count
    ),
    Setting(
        field="lookup",
        option="--no-lookup",
        read=read_flag,
        types=(bool,),
        contrary=True,
        weakens=lambda lookup: lookup is False,
    ),
    Setting(
        field="cache_dir",
        option="--cache-dir",
        read=read_directory,
        read_file=read_inner_directory,
        variable="REFCHECK_CACHE_DIR",
    ),
    Setting(
        field="index",
        option="--index",
        read=read_directory,
        read_file=read_inner_folder,
        variable="REFCHECK_INDEX",
        weakens=lambda path: path is not None,  # it can answer what it likes
    ),
    Setting(
        field="max_age",
        option="--max-age",
        read=read_days,
        types=(int,),
        weakens=lambda days: days > DEFAULT_MAX_AGE,  # a retraction is learnt of later
    ),
    Setting(field="refresh", option="--refresh", read=read_flag, types=(bool,)),
    Setting(
        field="eutils_url",
        option="--eutils-url",
        read=read_url,
        variable="REFCHECK_EUTILS_URL",
        weakens=lambda url: url != EUTILS_URL,  # it can answer what it likes
    ),
    Setting(
        field="sources",
        option="--sources",
        read=read_sources,
        variable="REFCHECK_SOURCES",
        types=(str, tuple, list),
        weakens=lambda sources: sources != (PUBMED,),  # "possibly made up" may be taken back
    ),
    Setting(
        field="source_url",
        option="--source-url",
        read=read_source_urls,
        variable="REFCHECK_SOURCE_URL",
        types=(str, tuple, dict),
        weakens=bool,  # it can answer what it likes
    ),
    Setting(
        field="links",
        option="--links",
        read=read_flag,
        variable="REFCHECK_LINKS",
        types=(bool,),
        weakens=lambda links: links is True,  # strangers' servers learn that an article is checked
    ),
    Setting(
        field="rate",
        option="--rate",
        read=read_rate,
        variable="REFCHECK_RATE",
        types=(int, float),
    ),
    Setting(
        field="jobs",
        option="--jobs",
        read=read_jobs,
        read_file=read_jobs_at_most,
        variable="REFCHECK_JOBS",
        types=(int,),
    ),
    Setting(field="email", option="--email", read=read_email, variable="REFCHECK_EMAIL"),
    Setting(
        field="ncbi_email",
        option=None,
        read=read_email,
        variable="NCBI_EMAIL",
        read_with="email",  # a second way to say --email
    ),
    Setting(field="api_key", option="--api-key", read=read_key, variable="NCBI_API_KEY"),
    Setting(
        field="fail_on",
        option="--fail-on",
        read=read_severity,
        weakens=lambda severity: severity.rank > Severity.ERROR.rank,
    ),
    Setting(
        field="allow_incomplete",
        option="--allow-incomplete",
        read=read_flag,
        types=(bool,),
        weakens=lambda allowed: allowed is True,
    ),
    Setting(
        field="exit_zero",
        option="--exit-zero",
        read=read_flag,
        types=(bool,),
        weakens=lambda exit_zero: exit_zero is True,
    ),
    Setting(
        field="baseline",
        option="--baseline",
        read=read_path,
        read_file=read_inner_path,
        weakens=lambda path: path is not None,  # what it has does not set the exit status
    ),
    Setting(
        field="select",
        option="--select",
        read=read_rules,
        types=(str, tuple, list),
        weakens=bool,
    ),
    Setting(
        field="ignore",
        option="--ignore",
        read=read_rules,
        types=(str, tuple, list),
        weakens=bool,
    ),
    Setting(
        field="severity",
        option=None,
        read=read_severities,
        types=(tuple, dict),
        weakens=bool,
        file_key="severity",
        read_with="suppressions",
    ),
    Setting(
        field="suppress",
        option=None,
        read=read_own_suppressions,
        read_file=read_foreign_suppressions,
        types=(tuple, list),
        weakens=lambda entries: any(
            entry.origin is SuppressionOrigin.SETTINGS for entry in entries
        ),
        file_key="suppress",
        read_with="suppressions",
    ),
    Setting(
        field="suppressions",
        option="--no-suppressions",
        read=read_flag,
        types=(bool,),
        contrary=True,
    ),
)
