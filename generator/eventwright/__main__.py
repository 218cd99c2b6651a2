"""`python -m eventwright`, the same as the `eventwright` command."""

from eventwright.cli import main

if __name__ == "__main__":
    main()
