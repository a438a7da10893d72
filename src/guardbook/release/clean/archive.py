"""Makes a clean copy of a ZIP archive: a new one of the clean copies of its members."""

import stat
import zipfile

from guardbook.readers.containers import open_zip
from guardbook.readers.zip import ENCRYPTED, UNPACKED, is_marked_hidden
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.letters import shaped
from guardbook.release.clean.packing import Members

_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day of the format: the same for every member, so that copies of the same are the same."""
_UNIX = 3


def clean(job: Job) -> None:
    """Write the members that show, cleaned; of several of one name the last, which is the one that programs show.

    Raises `Refused` for a member that cannot be cleaned, is encrypted, or leads elsewhere.
    """
    members = Members(job)
    with open_zip(job.source.file) as archive, zipfile.ZipFile(job.out, "w", zipfile.ZIP_DEFLATED) as copy:
        entries = {entry.filename.casefold(): entry for entry in archive.infolist()}
        for entry in archive.infolist():
            if entry is not entries[entry.filename.casefold()] or entry.is_dir():
                continue
            if is_marked_hidden(entry) and not job.shows("dot-file"):
                continue
            if entry.flag_bits & ENCRYPTED:
                raise Refused("a file within it is protected by a password")
            if entry.compress_type not in UNPACKED or stat.S_ISLNK(entry.external_attr >> 16):
                raise Refused("a file within it is packed in an unusual way, or only refers to another")
            name = shaped(entry.filename).replace("\\", "/")
            data = members.clean(name, lambda entry=entry: archive.open(entry), entry.compress_size)  # type: ignore[misc]
            if data:
                made = zipfile.ZipInfo(name, _DAY)
                made.create_system, made.external_attr = _UNIX, (stat.S_IFREG | 0o644) << 16
                copy.writestr(made, data, zipfile.ZIP_DEFLATED)
    members.finish()
