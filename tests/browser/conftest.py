"""The product as people meet it: the installed command serves the demo, and Chromium opens it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

COMMAND = Path(sys.executable).with_name("samverkan")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Chromium's own background traffic is turned off: the tests ask nobody outside this machine.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "samverkan-demo"


@dataclass(frozen=True)
class Server:
    address: str
    home: Path


def environment(home: Path, port: int = 0) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    return {**kept, "SAMVERKAN_HOME": str(home), "PORT": str(port)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_alive(address: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(address + "health/", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)  # a server takes the time it takes; the deadline above bounds it
    raise RuntimeError("the server did not answer")


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("demo") / "home"
    subprocess.run([COMMAND, "demo", "--no-serve"], env=environment(home), check=True, timeout=300)
    return home


@pytest.fixture(scope="module")
def server(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this module's own, on its own copy of the demo."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(demo_home, home)
    port = free_port()
    process = subprocess.Popen([COMMAND, "serve"], env=environment(home, port))
    try:
        address = f"http://localhost:{port}/"
        wait_until_alive(address, process)
        yield Server(address, home)
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.fail("no Chromium on this machine: see tests/browser/find_chromium.sh")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, server: Server) -> Iterator[Visit]:
    """`visit("anna@bjorkvalla.example", width=1280)`: signed in, on Björkvalla's start page. None: not signed in."""
    contexts: list[BrowserContext] = []

    def open_page(
        email: str | None, *, width: int = 1280, height: int = 900, javascript: bool = True
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            base_url=server.address,
            locale="sv-SE",
            java_script_enabled=javascript,
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        if email:
            page.goto("/account/login/")
            page.get_by_label("E-post").fill(email)
            page.get_by_label("Lösenord").fill(PASSWORD)
            page.get_by_role("button", name="Logga in").click()
            page.wait_for_url(lambda url: "/account/" not in url)
            if "/p/" not in page.url:  # somebody in several partnerships chooses first
                page.goto("/p/bjorkvalla/")
        return page

    yield open_page
    for context in contexts:
        context.close()
