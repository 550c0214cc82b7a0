"""HTML of the site's two pages. Everything that came from outside is escaped."""

from collections.abc import Sequence
from datetime import date
from html import escape

from sandbox.projects.directory import Somebody
from sandbox.projects.site import SampleProject, Site

_ROLES = {
    "superuser": ("Суперюзер", "Видит работу всех и звонит сам"),
    "operator": ("Оператор", "Звонит в своих проектах"),
    "observer": ("Наблюдатель", "Смотрит статистику"),
    "external_observer": ("Сторонний наблюдатель", "Смотрит статистику чужого договора"),
}
_CALLING = {"superuser", "operator"}


def door(site: Site, login: str = "", *, wrong: bool = False) -> str:
    """The login page; ``wrong``: after a refusal."""
    refusal = '<p class="refusal" role="alert">Неверный логин или пароль. Проверьте раскладку и регистр букв.</p>'
    away = '<p class="hint">Бот ещё не ответил: доступы появятся, как только он запустится.</p>'
    names = ", ".join(
        f"<code>{escape(name)}</code> / <code>{escape(word)}</code>" for name, word in site.cabinet.items()
    )
    return _html(
        "Вход",
        f"""<form method="post" action="login" class="card door">
<h1>Проекты КЦ</h1>
<p class="soft">Здесь работает колл-центр. Логин и пароль выдаёт администратор в боте.</p>
{refusal if wrong else ""}{"" if site.connected else away}
<label>Логин<input name="login" autocomplete="username" autocapitalize="none" required value="{escape(login)}"></label>
<label>Пароль<input name="password" type="password" autocomplete="current-password" required></label>
<button>Войти</button>
<p class="hint">Сторонний наблюдатель входит логином и паролем своего личного кабинета. В песочнице это {names}.</p>
</form>""",
    )


def cabinet(site: Site, people: Sequence[Somebody]) -> str:
    """What somebody sees who is in: one part for each contract."""
    name = escape(people[0].name)
    head = f"""<header class="top"><div><b>Проекты КЦ</b><span class="soft">{name}</span></div>
<form method="post" action="logout"><button class="quiet">Выйти</button></form></header>"""
    return _html("Проекты", head + "".join(_part(site, each) for each in people))


def _part(site: Site, somebody: Somebody) -> str:
    title, about = _ROLES.get(somebody.role, (somebody.role, ""))
    until = f" · до {date.fromisoformat(somebody.until):%d.%m.%Y}" if somebody.until else ""
    number = escape(somebody.login or somebody.cabinet_login)
    projects = site.visible(somebody)
    cards = "".join(_project(site, each, somebody) for each in projects)
    empty = '<p class="card hint">Вас пока не допустили ни к одному проекту. Скажите администратору.</p>'
    contract = escape(site.contracts.get(somebody.contract, somebody.contract))
    return f"""<section><p class="who">
<b data-role="{escape(somebody.role)}">{escape(title)}</b> · {contract}{until}<br>
<span class="soft">{escape(about)} · логин {number}</span></p>{cards or empty}</section>"""


def _project(site: Site, project: SampleProject, somebody: Somebody) -> str:
    facts = "".join(f"<div><dt>{escape(title)}</dt><dd>{escape(value)}</dd></div>" for title, value in project.facts)
    state = "идёт" if project.active else "завершён"
    work = '<p class="work">Можно звонить</p>' if project.active and somebody.role in _CALLING else ""
    return f"""<article class="card" data-project="{escape(project.outside_id)}"><h2>{escape(project.name)}
<small class="{"on" if project.active else "off"}">{state}</small></h2>
<dl>{facts}</dl>{work}{_team(site, project, somebody)}</article>"""


def _team(site: Site, project: SampleProject, somebody: Somebody) -> str:
    """A superuser sees who works in the project."""
    if somebody.role != "superuser":
        return ""
    there = [
        each.name
        for each in site.directory.people.values()
        if each.contract == project.contract and project.outside_id in each.projects and each.role in _CALLING
    ]
    names = ", ".join(escape(name) for name in sorted(there))
    return f'<details><summary>Звонят: {len(there)}</summary><p class="soft">{names}</p></details>'


def _html(title: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{title} · Проекты КЦ</title>
<link rel="stylesheet" href="style.css"></head><body><main>{body}</main></body></html>"""
