"""Small functions in small files: what lets a newcomer read any of them at once."""

from statistics import median

from tests.house import tree

LONGEST_FUNCTION = 40
MEDIAN_FUNCTION = 10
LONGEST_FILE = 200


def test_no_function_is_longer_than_forty_lines() -> None:
    long = [name for path in tree.program() for name, lines in tree.functions(path) if lines > LONGEST_FUNCTION]
    assert not long


def test_half_of_the_functions_have_at_most_ten_lines() -> None:
    assert median(lines for path in tree.program() for _, lines in tree.functions(path)) <= MEDIAN_FUNCTION


def test_no_file_is_longer_than_two_hundred_lines() -> None:
    lines = {str(path): tree.read(path).count("\n") for path in tree.program()}
    assert not {path: count for path, count in lines.items() if count > LONGEST_FILE}
