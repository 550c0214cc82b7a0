"""What pydantic finds wrong with a setting, in plain words. None of them repeats what was written."""

from pydantic_core import ErrorDetails

_PLAIN = {
    **dict.fromkeys(("int_parsing", "int_from_float", "int_parsing_size", "int_type"), "it is not a whole number"),
    **dict.fromkeys(("float_parsing", "float_type", "finite_number"), "it is not a number"),
    **dict.fromkeys(("bool_parsing", "bool_type"), "it is neither true nor false"),
    **dict.fromkeys(("greater_than", "greater_than_equal"), "it is too small"),
    **dict.fromkeys(("less_than", "less_than_equal"), "it is too large"),
    **dict.fromkeys(("literal_error", "enum"), "there is no such choice"),
}


def fault(error: ErrorDetails) -> str:
    """What is wrong, without a full stop: "it is not a whole number"."""
    return _PLAIN.get(error["type"]) or error["msg"].removeprefix("Value error, ").rstrip(".")
