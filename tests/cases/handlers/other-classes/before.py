"""Mine."""

import asyncio


class Other:
    value = 1


if __name__ == "__main__":
    asyncio.run(Other())
