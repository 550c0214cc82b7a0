"""The served OpenAPI document: complete, without secrets, and true: schemathesis tries the API against it."""

import asyncio
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from tortoise.context import TortoiseContext

from api.billing.routes import billing_routes
from api.projects.routes import projects_routes
from services.centre import usual_centre
from services.money import usual_money
from tests.api.desk import BILLING, PROJECTS, Desk, open_desk
from tests.house import tree


async def document(desk: Desk) -> dict[str, Any]:
    said = await desk.ask("GET", "/openapi.json", token=None)
    assert said.status == 200
    body: dict[str, Any] = said.body
    return body


async def test_every_route_is_described_with_its_errors(desk: Desk) -> None:
    told = await document(desk)
    routes = (*billing_routes(usual_money()), *projects_routes(usual_centre()))
    described = {(method.upper(), path) for path, methods in told["paths"].items() for method in methods}
    assert described == {(route.method, route.path) for route in routes}
    for methods in told["paths"].values():
        for method, operation in methods.items():
            always = {"200", "401", "403", "409", "422", "500", "503"}
            of_bodies = {"400", "413", "415"} if method == "post" else set()
            assert set(operation["responses"]) == always | of_bodies


async def test_every_reference_leads_somewhere_and_no_secret_is_told(desk: Desk) -> None:
    told = await document(desk)
    text = json.dumps(told)
    for reference in {part.partition('"')[0] for part in text.split('"$ref": "#')[1:]}:
        found: Any = told
        for name in reference.strip("/").split("/"):
            found = found[name]
    assert BILLING not in text
    assert told["openapi"] == "3.1.0"


async def test_the_guide_names_every_route(desk: Desk) -> None:
    guide = tree.read("docs/api.md")
    assert not [path for path in (await document(desk))["paths"] if path not in guide]


async def test_the_examples_of_the_guide_work(desk: Desk) -> None:
    examples = re.findall(r'"\$API(/[^"?]+)"[^\']*-d \'(.+?)\'', tree.read("docs/api.md"), re.DOTALL)
    assert len(examples) == 9
    for path, body in examples:
        token = PROJECTS if path.startswith("/projects/") else BILLING
        said = await desk.ask("POST", path, token=token, json=json.loads(body))
        assert said.status == 200, (path, said.body)


@pytest.mark.story
@pytest.mark.parametrize(("part", "token"), [("billing", BILLING), ("projects", PROJECTS)])
async def test_schemathesis_finds_the_api_as_it_is_described(
    db_sqlite: TortoiseContext, tmp_path: Path, part: str, token: str
) -> None:
    async with open_desk() as desk:
        for number in ("0", "a"):
            await desk.client(number)
        status, said = await schemathesis(f"{desk.url}/openapi.json", part, token, tmp_path)
        assert status == 0, said
        assert not desk.reported


async def schemathesis(url: str, part: str, token: str, directory: Path) -> tuple[int, str]:
    """Run it from outside, as anybody would: each documented status and shape, good and bad requests."""
    command = Path(sys.executable).with_name("schemathesis")
    options = ["--include-path-regex", f"^/{part}/", "--header", f"Authorization: Bearer {token}"]
    options += ["--seed", "1", "--max-examples", "5", "--no-color"]
    hooks = {"SCHEMATHESIS_HOOKS": "tests.api.hooks", "PYTHONPATH": str(tree.ROOT)}
    process = await asyncio.create_subprocess_exec(
        str(command),
        "run",
        url,
        *options,
        cwd=directory,
        env={**os.environ, **hooks},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode()
