"""`eventwright` and `python -m eventwright`: the way in, which an interrupt ends quietly at any time."""

import sys

INTERRUPTED = 130
"""What a shell reports of a program that SIGINT ended."""


def main() -> None:
    """Run the command line of this process and exit."""
    try:
        # Importing takes long enough for an interrupt to come.
        from eventwright.cli import main as run  # noqa: PLC0415  see above

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
