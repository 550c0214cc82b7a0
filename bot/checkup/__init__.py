"""What ``python -m bot doctor`` looks at, a module for each part: facts and remedies; nothing is changed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One sentence about one part. ``remedy`` is what to do; empty when nothing is wrong."""

    part: str
    words: str
    remedy: str = ""

    @property
    def well(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.remedy
