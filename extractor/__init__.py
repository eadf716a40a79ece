"""jianbao (简报): Chinese trade-union bulletins in, records with their evidence out."""

__version__ = "0.1.0"
