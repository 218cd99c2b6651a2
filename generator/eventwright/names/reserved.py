"""The names that a generated package needs for itself, written down so that every Python sees the same."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


HARD_KEYWORDS = _names(
    """
    False None True and as assert async await break class continue def del elif else except finally for from
    global if import in is lambda nonlocal not or pass raise return try while with yield
    """
)

# The last line holds what every generated model needs as a type or a factory inside its class body: a field
# of that name would stand before the builtin there, for Python and for type checkers.
FIELD_RESERVED = _names(
    """
    from_dict to_dict from_json to_json set_null declared value_of extras field self cls
    classmethod staticmethod property overload
    builtins bytes dict frozenset object str Any ClassVar Mapping Self
    """
)

ANNOTATION_RESERVED = _names(
    """
    int float bool list tuple type None date time datetime
    Literal Final Never TypeAlias
    """
)
"""Names that a field may take only in a class that annotates nothing with the type of that name."""

METHOD_RESERVED = _names(
    """
    self cls unknown_message classmethod staticmethod property overload abstractmethod
    """
)

# Public attributes of str and int, which are the parents of StrEnum and IntEnum members, and Enum's own.
MEMBER_RESERVED = _names(
    """
    mro name value
    capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha
    isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust
    lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit
    rstrip split splitlines startswith strip swapcase title translate upper zfill
    as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag is_integer numerator real
    to_bytes
    """
)

_BUILTINS = _names(
    """
    ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError
    BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError
    ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning
    EnvironmentError Exception ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError
    FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError
    InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
    ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError
    OverflowError PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError
    RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration
    StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True TypeError
    UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError
    UnicodeWarning UserWarning ValueError Warning WindowsError ZeroDivisionError
    abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile
    complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset
    getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals
    map max memoryview min next object oct open ord pow print property quit range repr reversed round set
    setattr slice sorted staticmethod str sum super tuple type vars zip
    """
)

CLASS_RESERVED = _BUILTINS | _names(
    """
    datetime date time
    Enum StrEnum IntEnum ABC abstractmethod dataclass field overload assert_never annotations
    Annotated Any Awaitable Callable ClassVar Final Literal Mapping Never NotRequired Self TypeAlias TypedDict
    Address CHECKER Checker CompleteHandlers Context DECODERS DecodeError DecodeProblem Decoder EncodeError
    Handlers Leniency Mismatch NoParameters NoneType Outgoing Publisher RecursiveObject Router
    UnhandledMessage UnknownChannel UnknownMessage WireObject
    """
)

# No file of these names can be made on Windows, whatever its suffix.
MODULE_RESERVED = _names(
    """
    aux con nul prn com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9
    """
)

# A package of such a name on the path would hide the standard library's module from the whole program.
PACKAGE_RESERVED = MODULE_RESERVED | _names(
    """
    abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb
    binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop
    collections colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg
    crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings
    ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc
    genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib
    imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma
    mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib
    nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes
    pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc
    pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets
    select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3
    sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau
    symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios test textwrap this threading
    time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing
    unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib
    xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
    """
)
