"""eventwright: typed Python packages from AsyncAPI documents; the command line is the public interface."""

__version__ = "0.1.0"

__all__ = ["__version__"]
