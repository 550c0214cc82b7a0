"""Projects as the projects service sends them, and the places of the feed that it has read."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from api.shapes import NAME, Shape, text
from services.project_cards import (
    LONGEST_NAME,
    LONGEST_TITLE,
    LONGEST_VALUE,
    MOST_FACTS,
    ProjectFact,
)
from services.projects import LARGEST_BATCH

_LINE = r"^[^\x00-\x1f\x7f-\x9f]*$"
"""On one line, or nothing."""


class Fact(Shape):
    """A short fact of a project, as people see it."""

    title: str = Field(max_length=LONGEST_TITLE, pattern=NAME, description="What it is, such as Calls today")
    value: str = Field(max_length=LONGEST_VALUE, pattern=_LINE, description="What it comes to, such as 1 240")


class Project(Shape):
    """A project of a contract, as it is now; pushed again it is brought up to date, and the last word holds."""

    contract: str = text("contract", NAME, "Number of the contract")
    outside_id: str = text("outside_id", NAME, "Your id, unique among the projects of the contract")
    name: str = Field(max_length=LONGEST_NAME, pattern=NAME, description="What people see")
    facts: list[Fact] = Field([], max_length=MOST_FACTS, description="In the order in which they are shown")
    active: bool = Field(True, description="false: it has ended, and nobody calls in it any more")

    def fact(self) -> ProjectFact:
        """As the services know it. Raises ``FactError``."""
        facts = tuple((fact.title, fact.value) for fact in self.facts)
        return ProjectFact(self.contract, self.outside_id, self.name, facts, self.active)

    @model_validator(mode="after")
    def _may_be_true(self) -> Self:
        self.fact()
        return self


class Projects(Shape):
    """A batch of projects: taken as a whole, or not at all."""

    items: list[Project] = Field(max_length=LARGEST_BATCH)


class Acknowledgement(Shape):
    """Everything up to a place of the feed is in your database."""

    cursor: int = Field(ge=0, le=2**63 - 1, description="`next` of the last page that you have kept")


class Repeat(Shape):
    """The contracts that are to be told anew."""

    contracts: list[Annotated[str, text("contract", NAME, "Number of the contract")]] = Field(
        max_length=LARGEST_BATCH, description="Numbers of contracts"
    )
