"""Makes a clean copy of a tar archive: a new one of the clean copies of its members, without owners and dates."""

import io
import tarfile
from collections.abc import Callable

from guardbook.readers.unpacked import Stream
from guardbook.release.clean.job import Job, Refused
from guardbook.release.clean.letters import shaped
from guardbook.release.clean.packing import Members


def clean(job: Job) -> None:
    """Write the files that show, cleaned; of several of one name the last, which is the one that is unpacked.

    Raises `Refused` for a member that cannot be cleaned, and for links and devices.
    """
    members = Members(job)
    job.source.file.seek(0)
    try:
        with (
            tarfile.open(fileobj=job.source.file, mode="r:", encoding="utf-8") as archive,
            tarfile.open(fileobj=job.out, mode="w:", format=tarfile.PAX_FORMAT, encoding="utf-8") as copy,
        ):
            entries: dict[str, tarfile.TarInfo] = {}
            for entry in archive:
                job.reading.enter()
                entries[entry.name] = entry
            for name, entry in entries.items():
                if entry.isdir():
                    continue
                if not entry.isfile():
                    raise Refused("it holds a link or a device, which leads elsewhere")
                if data := members.clean(name, _opener(archive, entry)):
                    made = tarfile.TarInfo(shaped(name))
                    made.size = len(data)
                    copy.addfile(made, io.BytesIO(data))
    except (tarfile.TarError, EOFError, OSError, ValueError, OverflowError):
        raise Refused("it is damaged, or not what it seems") from None
    members.finish()


def _opener(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Callable[[], Stream]:
    def opened() -> Stream:
        stream = archive.extractfile(entry)
        if stream is None:
            raise EOFError
        return stream

    return opened
