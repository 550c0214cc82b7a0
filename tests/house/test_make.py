"""What is written about ``make`` is what the Makefile takes."""

import re

from tests.house import tree

CALL = re.compile(r"make\s+(check|bench|migration|test|demo|run|lint|fix|locks)\s+([A-Za-z]+)=")


def test_every_variable_that_is_written_after_make_is_one_of_the_makefile() -> None:
    makefile = tree.read("Makefile")
    places = ["README.md", "models/migrate.py", "models/make_migration.py", "docs/sandbox.md", "docs/backup.md"]
    written = [(place, name) for place in places for _, name in CALL.findall(tree.read(place))]
    assert ("models/migrate.py", "NAME") in written
    assert not [
        (place, name) for place, name in written if f"$({name})" not in makefile and f"{name} ?=" not in makefile
    ]
