"""Valid values of a document's schemas, made from what these say; nothing of how they are shown."""

from eventwright.sampling.sampler import Sampler

__all__ = ["Sampler"]
