"""Ways between the rooms of external observers: of those whom we ask for, and of those whom others ask of us."""

from dataclasses import dataclass

from handlers.kit.press import Press


@dataclass(frozen=True)
class OpenObserverForm(Press, prefix="watchform"):
    """The form of an external observer with a page of projects."""

    page: int = 0


@dataclass(frozen=True)
class Prolong(Press, prefix="prolong"):
    """Until when an observer is to watch; where nobody has answered, or he has ended, he is asked for anew."""

    user_id: int
    at: int = 0


@dataclass(frozen=True)
class OpenLent(Press, prefix="lentone"):
    """One request of another contract; ``page`` is the list's."""

    observation_id: int
    page: int = 0


@dataclass(frozen=True)
class ConfirmLent(Press, prefix="lentyes"):
    """Lend the observer."""

    observation_id: int
    page: int = 0


@dataclass(frozen=True)
class RefuseLent(Press, prefix="lentno"):
    """Do not; the other contract is told nothing."""

    observation_id: int
    page: int = 0
