"""The two documents of a comparison as the user names them, and what came of it in the user's words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from eventwright.diff import Change, Comparison, Document, compare
from eventwright.diff.change import Versions
from eventwright.diff.openness import with_open_enums
from eventwright.documents import is_url
from eventwright.doubt import refusing
from eventwright.effect import with_effects
from eventwright.load import Loaded, inspect_document
from eventwright.options import PackageOptions
from eventwright.problems import Level, Problem, SpecError, UnreadableError
from eventwright.reading import Reading, Source
from eventwright.witness import witnessed


@dataclass(frozen=True, slots=True)
class Named:
    """A document, and how it is read."""

    source: Source
    reading: Reading
    options: tuple[PackageOptions, ...] = (PackageOptions(),)
    """What the packages are generated with that are compared."""
    open_enums: bool = False
    """Whether all of them are configured to take other values than an enum lists."""


Text = Callable[[str], bytes]
"""The bytes of a file by what the user calls it; none of what cannot be read again, as of a URL."""


def _no_text(_: str) -> bytes:
    return b""


@dataclass(frozen=True, slots=True)
class Against:
    """What changed from one document to another; `old` and `new` are what the user calls them."""

    old: str
    new: str
    comparison: Comparison
    named: tuple[str, ...] = ()
    """What no report may take the place of: both documents, and what changes them."""
    problems: tuple[Problem, ...] = ()
    """Errors of either document that leave no doubt about what it says."""
    old_text: Text = field(default=_no_text, repr=False, compare=False)
    new_text: Text = field(default=_no_text, repr=False, compare=False)


def compared_documents(old: Named, new: Named) -> Against:
    """Compare two documents; raises UnreadableError with the problems of both where one cannot be read."""
    documents: list[Document] = []
    refused: list[Problem] = []
    told: list[Problem] = []
    for named in (old, new):
        try:
            loaded = _read(named)
        except SpecError as error:
            refused += error.problems
            continue
        documents.append(Document(loaded.api, loaded.resolved))
        told += (named.source.placed(each) for each in loaded.problems if each.level is Level.ERROR)
    if refused:
        raise UnreadableError(dict.fromkeys(refused))
    before, after = documents
    comparison = compare(before, after)
    comparison = with_open_enums(comparison) if new.open_enums else comparison
    comparison = witnessed(comparison, before, after)
    try:
        comparison = with_effects(comparison, before, after, new.options)
    except SpecError as error:
        told += (new.source.placed(each) for each in error.problems)
    changes = tuple(_placed(change, old.source, new.source) for change in comparison.changes)
    return Against(
        old=old.source.shown(old.source.name),
        new=new.source.shown(new.source.name),
        comparison=replace(
            comparison, changes=changes, versions=_versions(before, after, old.source, new.source)
        ),
        named=(*old.source.named, *new.source.named),
        problems=tuple(dict.fromkeys(told)),
        old_text=_text(old, documents[0].resolved.digests()),
        new_text=_text(new, documents[1].resolved.digests()),
    )


def _text(named: Named, files: Iterable[str]) -> Text:
    """Return what reads files once more, which spares memory where nothing is shown of them."""
    names = {named.source.shown(file): file for file in files if not is_url(file)}
    documents = named.reading.documents(named.source)

    @lru_cache(maxsize=2)
    def text(shown: str) -> bytes:
        try:
            return documents.read(names[shown]) if shown in names else b""
        except SpecError:
            return b""

    return text


def _read(named: Named) -> Loaded:
    source = named.source
    try:
        loaded = inspect_document(
            named.reading.documents(source), source.name, named.reading.limits, source.overlays
        )
        if refusing(loaded.problems):
            raise SpecError(loaded.problems)
    except SpecError as error:
        raise UnreadableError(source.placed(problem) for problem in error.problems) from error
    return loaded


def _versions(before: Document, after: Document, old: Source, new: Source) -> Versions:
    places = (
        source.place(document.place(document.root("info", "version")))
        for document, source in ((before, old), (after, new))
    )
    return Versions(before.api.info.version, after.api.info.version, *places)


def _placed(change: Change, old: Source, new: Source) -> Change:
    return replace(change, old=old.place(change.old), new=new.place(change.new))
