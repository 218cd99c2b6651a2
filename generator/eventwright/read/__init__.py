"""From resolved documents to an `Api`: one reader for each major version of AsyncAPI."""
