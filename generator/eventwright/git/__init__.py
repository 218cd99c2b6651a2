"""Documents as they are in a commit of git, read from its objects; nothing is checked out or fetched."""

from eventwright.git.documents import GitDocuments
from eventwright.git.repository import Commit, Repository, repository_at
from eventwright.git.revisions import commit_of, merge_base

__all__ = ["Commit", "GitDocuments", "Repository", "commit_of", "merge_base", "repository_at"]
