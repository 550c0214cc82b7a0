"""The sample data reads well on the screens that it fills."""

from sandbox.sample import LINES


def test_names_of_lines_have_no_commas_because_lists_have_them_between() -> None:
    assert not [line.name for line in LINES if "," in line.name]


def test_no_two_lines_of_a_contract_have_one_name() -> None:
    names = [(line.contract, line.name) for line in LINES]
    assert len(set(names)) == len(names)
