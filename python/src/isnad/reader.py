# SPDX-License-Identifier: Apache-2.0
"""Opens lexicon and models once, and reads."""
from __future__ import annotations

import ctypes
import datetime
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Iterable, Iterator, Mapping

from isnad import _library
from isnad.reading import Reading

if TYPE_CHECKING:
    import pyarrow

TABLES = ("readings", "claims", "quotations", "entities", "designations", "quantities", "issues", "signatures")
ROLES = ("text", "html", "id", "url", "outlet", "title", "published", "fault")  # of columns
MOST_BYTES = 16 << 20  # of one document; the program refuses more as well


def home_of(given: str | None) -> str | None:
    """Where lexicon and models lie: as given, $ISNAD_HOME, or inside the package; None: beside the library."""
    inside = Path(__file__).parent / "lib" / "share"
    return given or os.environ.get("ISNAD_HOME") or (str(inside) if inside.exists() else None)


class Reader:
    """Reads Arabic news. Opening takes some 20 ms and maps the lexicon; any number of threads may read at once, and the
    GIL is free while they do. Pickling a reader opens it anew on the other side.

    ``home``: the folder with ``lexicon.bin`` and ``models/``; None for those of the package (or ``$ISNAD_HOME``).
    Raises IsnadError when they cannot be opened.
    """

    def __init__(self, home: str | os.PathLike[str] | None = None) -> None:
        self._home = None if home is None else os.fspath(home)
        self._library = _library.load()
        error = ctypes.c_void_p()
        chosen = home_of(self._home)
        self._reader = self._library.isnad_open(None if chosen is None else chosen.encode(), ctypes.byref(error))
        if not self._reader:
            raise _library.IsnadError(_library.take(self._library, error.value).decode())

    def __del__(self) -> None:
        if getattr(self, "_reader", None):
            self._library.isnad_close(self._reader)
            self._reader = None

    def __reduce__(self) -> tuple[type[Reader], tuple[str | None]]:
        return Reader, (self._home,)

    @property
    def made_by(self) -> dict[str, str]:
        """Versions and hashes of engine, lexicon, codebook and models.

        >>> sorted(Reader().made_by)
        ['codebook', 'engine', 'lexicon', 'models']
        """
        made_by: dict[str, str] = json.loads(_library.take(self._library, self._library.isnad_made_by(self._reader)))
        return made_by

    def read(self, text: str | None = None, *, html: str | bytes | None = None,
             path: str | os.PathLike[str] | None = None, date: str | datetime.date | None = None,
             outlet: str | None = None, url: str | None = None, title: str | None = None,
             id: str | None = None) -> Reading:  # noqa: A002 (the format's own name)
        """The reading of a ``text``, of the bytes of a page (``html``, any charset), or of a file at ``path`` (a page
        when its name ends in .html, .htm or .mht, else text). ``date``: publication, ISO 8601 or a date.

        Raises ValueError unless exactly one of the three is given and when it has more than 16 MB, OSError when the file
        cannot be read.

        >>> Reader().read("سيزور الوزير تونس غدا.", date="2020-06-03").claims[0].status
        'planned'
        """
        if sum(given is not None for given in (text, html, path)) != 1:
            raise ValueError("give exactly one of text, html and path")
        page = html is not None
        source: str | bytes
        if path is not None:
            source = Path(path).read_bytes()
            page = os.fspath(path).lower().endswith((".html", ".htm"))
        else:
            source = html if html is not None else text  # type: ignore[assignment]
        raw = source if isinstance(source, bytes) else source.encode("utf8", "surrogatepass")
        if len(raw) > MOST_BYTES:
            raise ValueError("the %s has %d bytes, more than 16 MB; split it" % ("page" if page else "text", len(raw)))
        known = _library.Known(*(None if value is None else str(value).encode("utf8", "replace")
                                 for value in (id, url, outlet, title, date)))
        length = ctypes.c_size_t()
        address = self._library.isnad_read(self._reader, raw, len(raw), int(page), ctypes.byref(known),
                                           ctypes.byref(length))
        return Reading(json.loads(_library.take(self._library, address, length.value)))

    def read_batches(self, batches: Iterable[pyarrow.RecordBatch], columns: Mapping[str, str] | None = None,
                     table: str = "readings") -> Iterator[pyarrow.RecordBatch]:
        """Reads Arrow record batches and gives one of the tables of docs/arrow.md for each, over the Arrow C data
        interface: texts are not copied on the way in. ``columns`` maps roles (text, html, id, url, outlet, title,
        published, fault) to the batch's columns; None takes columns that are named so. A row that cannot be read becomes a
        row of "issues"; needs pyarrow.

        Raises ValueError for a batch or table that cannot be used as asked.

        >>> import pyarrow
        >>> batch = pyarrow.RecordBatch.from_pydict({"text": ["زار الوزير تونس."]})
        >>> next(Reader().read_batches([batch], table="claims"))["type"].to_pylist()
        ['CONSULT']
        """
        from isnad import _arrow
        mapping = "" if columns is None else "\n".join("%s=%s" % pair for pair in columns.items())
        for batch in batches:
            yield _arrow.read_batch(self._library, self._reader, batch, mapping, table)
