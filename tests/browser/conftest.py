"""
A real Chromium on a real server on this machine, for what only a browser can tell.

- tests here are marked ``browser``; without Chromium they are skipped with the reason, or fail where
  ``REQUIRE_BROWSER=1`` says that it must be there
- every page is watched: an error of a script, a breach of the content policy, or a request to another host fails the
  test that made it
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from tests.support import hostile, made_news, serving

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, DESKTOP = (360, 780), (1280, 900)
Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    path = os.environ.get("CHROMIUM") or (CHROMIUM if Path(CHROMIUM).exists() else shutil.which("chromium"))
    if not path:
        reason = f"no Chromium: neither {CHROMIUM} nor «chromium» in PATH nor the variable CHROMIUM"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield chromium
        chromium.close()


def _serve(app: Flask) -> Iterator[str]:
    """The address of ``app`` served by a thread of this process."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    serving.close(app)


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the five articles that ship and sixty made ones."""
    folder = tmp_path_factory.mktemp("news")
    app = serving.application(folder)
    serving.add(app, serving.SEEDS)
    serving.add_articles(app, folder, made_news.articles())
    yield from _serve(app)


@pytest.fixture(scope="session")
def tricks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with articles that try to break the pages."""
    folder = tmp_path_factory.mktemp("tricks")
    app = serving.application(folder)
    serving.add_articles(app, folder, hostile.articles())
    yield from _serve(app)


@pytest.fixture
def open_page(browser: Browser, news: str) -> Iterator[Open]:
    """Opens a page in a browser of its own: ``open_page("/?q=…", size=PHONE, scheme="dark", script=False)``."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def watch(page: Page, host: str) -> None:
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("console", lambda told: faults.append(f"console: {told.text}") if _is_fault(told.text) else None)
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((host, "data:")) else faults.append(f"other host: {asked.url}"),
        )

    def open_(
        path: str,
        *,
        size: tuple[int, int] = DESKTOP,
        scheme: str = "light",
        script: bool = True,
        host: str = news,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        watch(page, host)
        page.goto(host + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not faults


def _is_fault(text: str) -> bool:
    """True for what the browser reports of a policy broken or a script failed; a 4xx it was sent to is no fault."""
    return "Content Security Policy" in text or "Uncaught" in text or "violates" in text
