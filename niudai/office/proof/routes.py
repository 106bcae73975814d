"""Every address of the program, with what its page says about who may open it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from niudai.access.permissions import Permission


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its pattern, the name of its page, and its guard."""

    where: str
    name: str
    arguments: tuple[str, ...]
    permission: Permission | None
    public_because: str
    own_account_because: str
    page: Callable[..., Any]

    @property
    def is_guarded(self) -> bool:
        return bool(self.permission or self.public_because or self.own_account_because)


def routes() -> list[Route]:
    return list(walk(get_resolver().url_patterns, "", ()))


def walk(
    patterns: list[URLPattern | URLResolver], where: str, arguments: tuple[str, ...]
) -> Iterator[Route]:
    for pattern in patterns:
        here = where + str(pattern.pattern)
        names = (*arguments, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, here, names)
        else:
            yield route(pattern, here, names)


def route(pattern: URLPattern, where: str, arguments: tuple[str, ...]) -> Route:
    page = pattern.callback
    return Route(
        where=where,
        name=pattern.name or "",
        arguments=arguments,
        permission=getattr(page, "permission", None),
        public_because=getattr(page, "public_because", ""),
        own_account_because=getattr(page, "own_account_because", ""),
        page=page,
    )
