"""`make witness`: compares our plan with datamodel-code-generator's models for every document at hand."""

import sys
from collections import Counter

from tests.witness.compare import all_compared, every, table, unlisted


def main() -> int:
    """Print counts, who cannot read what, and each difference; 0 when all of them are listed and hold."""
    found = all_compared(every())
    read = [each for each in found if not each.unread]
    objects, fields, enums = (
        sum(numbers)
        for numbers in zip(*((each.objects, each.fields, each.enums) for each in read), strict=True)
    )
    sys.stdout.write(f"{len(found)} documents, {len(read)} read by both: ")
    sys.stdout.write(f"{objects} objects with {fields} fields, {enums} enums\n")
    for who, count in sorted(Counter(each.unread for each in found if each.unread).items()):
        names = ", ".join(each.name for each in found if each.unread == who)
        sys.stdout.write(f"not read by {who}: {count}: {names}\n")
    listed = sum(len(reasons) for reasons in table().values())
    sys.stdout.write(f"{sum(len(each.differences) for each in read)} differences, {listed} listed\n")
    wrong = unlisted(found)
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
