"""The routes of the projects service: the table of contents of its part of the API."""

from datetime import datetime

from api.auth import Caller
from api.projects.feed import AccessPage, read_access
from api.projects.shapes import Acknowledgement, Projects, Repeat
from api.routes import Feed, Push, Route, Taken
from services.access_feed import AccessFeedService
from services.centre import CentreServices
from services.projects import ProjectService


def projects_routes(centre: CentreServices) -> tuple[Route, ...]:
    """All of them, in the order in which one begins to use them."""
    caller, feed = Caller.PROJECTS, centre.feed
    return (
        Push(
            caller,
            "/projects/projects",
            "pushProjects",
            "Tell projects and facts of them",
            Projects,
            lambda batch, now: _take(centre.projects, batch, now),
        ),
        Feed(
            caller,
            "/projects/access-changes",
            "readAccessChanges",
            "Read out users, roles, passwords and admissions",
            AccessPage,
            lambda where: read_access(feed, where),
        ),
        Push(
            caller,
            "/projects/access-changes/acknowledge",
            "acknowledgeAccessChanges",
            "Say how far the changes are kept",
            Acknowledgement,
            lambda said, now: _acknowledge(feed, said, now),
        ),
        Push(
            caller,
            "/projects/access-changes/repeat",
            "repeatAccessChanges",
            "Have everything of contracts told again, after a loss of data",
            Repeat,
            lambda asked, now: _repeat(feed, asked, now),
        ),
    )


async def _take(projects: ProjectService, batch: Projects, now: datetime) -> Taken:
    changed = await projects.push([item.fact() for item in batch.items], now)
    return Taken(created=changed, known=len(batch.items) - changed)


async def _acknowledge(feed: AccessFeedService, said: Acknowledgement, now: datetime) -> Taken:
    return Taken(created=await feed.acknowledge(said.cursor, now), known=0)


async def _repeat(feed: AccessFeedService, asked: Repeat, now: datetime) -> Taken:
    return Taken(created=await feed.tell_again(asked.contracts, now), known=0)
