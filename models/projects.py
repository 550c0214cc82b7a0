"""Projects as the service that runs them tells them, and who and what works in each."""

from tortoise import fields
from tortoise.models import Model

from models.lines import Line
from models.people import Contract
from models.users import User


class Project(Model):
    """One project, known by the other service's ``outside_id``. ``facts`` is a JSON list of [title, value] texts."""

    id = fields.BigIntField(primary_key=True)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField("models.Contract", related_name="projects")
    contract_id: int
    outside_id = fields.CharField(64)
    name = fields.CharField(128)
    facts = fields.TextField(default="[]")
    active = fields.BooleanField(default=True, db_default=True)
    recorded_at = fields.DatetimeField()

    class Meta:
        table = "project"
        unique_together = (("contract", "outside_id"),)


class Admission(Model):
    """A user may work in a project, or watch it."""

    id = fields.BigIntField(primary_key=True)
    project: fields.ForeignKeyRelation[Project] = fields.ForeignKeyField("models.Project", related_name="admissions")
    project_id: int
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", related_name="admissions")
    user_id: int
    created_at = fields.DatetimeField()

    class Meta:
        table = "admission"
        unique_together = (("project", "user"),)
        indexes = (("user_id",),)


class LineProject(Model):
    """A project calls out over a line: when the line fails, the project stops."""

    id = fields.BigIntField(primary_key=True)
    line: fields.ForeignKeyRelation[Line] = fields.ForeignKeyField("models.Line", related_name="line_projects")
    line_id: int
    project: fields.ForeignKeyRelation[Project] = fields.ForeignKeyField("models.Project", related_name="line_projects")
    project_id: int

    class Meta:
        table = "line_project"
        unique_together = (("line", "project"),)
        indexes = (("project_id",),)
