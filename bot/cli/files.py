"""What is wrong with a file that was named on the command line, in a sentence that names it."""

from pathlib import Path

from bot.cli import CommandFailed


def check_input(path: Path) -> None:
    """``CommandFailed`` unless *path* is a file that can be read."""
    if path.is_dir():
        raise CommandFailed(f"{path} is a directory: name a file.")
    try:
        path.open("rb").close()
    except (FileNotFoundError, NotADirectoryError):
        raise CommandFailed(f"There is no file {path}.") from None
    except OSError as error:
        raise unusable(path, "read", error) from None


def check_output(path: Path) -> None:
    """``CommandFailed`` unless the directory of *path* is there."""
    if not path.parent.is_dir():
        raise CommandFailed(f"{path} cannot be made: there is no directory {path.parent}.")


def unusable(path: Path, deed: str, error: OSError) -> CommandFailed:
    """The sentence for any other fault; *deed* is a participle such as ``read``."""
    return CommandFailed(f"{path} cannot be {deed}: {error.strerror or error}.")
