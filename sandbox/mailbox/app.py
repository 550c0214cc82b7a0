"""Letters over HTTP: ``GET /mailbox/`` tells of them, ``GET /mailbox/{letter}/{file}`` gives a file of one."""

from urllib.parse import quote

from aiohttp import web

from sandbox.mailbox.letters import Letter, Mailbox

MAILBOX = web.AppKey("mailbox", Mailbox)


def mailbox_app(mailbox: Mailbox) -> web.Application:
    """A sub-application for ``app.add_subapp("/mailbox/", mailbox_app(mailbox))``."""
    app = web.Application()
    app[MAILBOX] = mailbox
    app.router.add_get("/", show)
    app.router.add_get(r"/{letter:\d{1,9}}/{file:\d{1,3}}", file)
    return app


async def show(request: web.Request) -> web.Response:
    """The newest first."""
    return web.json_response([_picture(letter) for letter in reversed(request.app[MAILBOX].letters)])


async def file(request: web.Request) -> web.Response:
    """The bytes, to be saved under their name."""
    letter = request.app[MAILBOX].find(int(request.match_info["letter"]))
    number = int(request.match_info["file"])
    if letter is None or number >= len(letter.files):
        raise web.HTTPNotFound
    found = letter.files[number]
    return web.Response(
        body=found.content,
        content_type=found.kind,
        headers={"Content-Disposition": f"inline; filename*=UTF-8''{quote(found.name)}"},
    )


def _picture(letter: Letter) -> dict[str, object]:
    return {
        "id": letter.id,
        "at": letter.at.timestamp(),
        "from": letter.sender,
        "to": list(letter.recipients),
        "subject": letter.subject,
        "text": letter.text,
        "files": [
            {"name": each.name, "size": len(each.content), "url": f"/mailbox/{letter.id}/{number}"}
            for number, each in enumerate(letter.files)
        ],
    }
