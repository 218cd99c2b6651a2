"""Valid values of a document's schemas, made from what these say; nothing of how they are shown."""

from eventwright.sampling.making import Maker
from eventwright.sampling.sampler import Sampler
from eventwright.sampling.samples import Origin, Sample, samples

__all__ = ["Maker", "Origin", "Sample", "Sampler", "samples"]
