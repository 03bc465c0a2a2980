"""`docs serve`: open pages follow the specs, and nobody else is answered."""

import http.client
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import expect

from chromium import watched


@pytest.fixture
def served(tmp_path, repository) -> Iterator[tuple[str, Path]]:
    """The example estate, served: the address, and the specs to change."""
    specs = tmp_path / "specs"
    shutil.copytree(repository / "specs", specs)
    script = Path(sys.executable).with_name("syncwright")
    with subprocess.Popen(
        [script, "docs", "serve", specs, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # What runs in the background of a shell ignores it.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    ) as running:
        try:
            line = running.stdout.readline()
            assert line.startswith("serving http://127.0.0.1:"), line + running.stdout.read()
            yield line.split()[1], specs
        finally:
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=30)


def test_an_open_page_follows_the_specs_and_outlives_an_error(browser, served):
    address, specs = served
    spec = specs / "objects" / "service-visit.yaml"
    with watched(browser, whom=address) as one:
        page = one.page(f"{address}objects.html")
        row = page.get_by_role("row", name="Service_Visit__c")
        expect(row).to_contain_text("the survey after a visit is sent by Marketo")
        text = spec.read_text("utf-8")
        spec.write_text(text.replace("the survey after a visit is sent by Marketo", "<b>saved</b> once"), "utf-8")
        expect(row).to_contain_text("<b>saved</b> once", timeout=30_000)
        spec.write_text("object: [", "utf-8")
        spec.write_text("object: {", "utf-8")
        page.reload()
        expect(row).to_contain_text("<b>saved</b> once")
        spec.write_text(text.replace("the survey after a visit is sent by Marketo", "saved again"), "utf-8")
        expect(row).to_contain_text("saved again", timeout=30_000)


def asked(address: str, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(address.split("/")[2], timeout=10)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    answer.body = answer.read() if path != "/changes" or answer.status != 200 else b""
    connection.close()
    return answer


def test_only_this_machine_under_its_own_name_is_answered(served):
    address, _ = served
    assert [asked(address, "/index.html", method).status for method in ("GET", "HEAD")] == [200, 200]
    for host in ("leaves.example", "leaves.example:8000", "127.0.0.1.leaves.example", "localhost.leaves.example", ""):
        for path, method in product(("/index.html", "/changes"), ("GET", "HEAD", "POST", "OPTIONS")):
            refused = asked(address, path, method, Host=host)
            assert (refused.status, b"meridian" in refused.body) == (403, False), (host, path, method)
            assert (refused.headers["Last-Modified"], refused.headers["Location"]) == (None, None), (host, path, method)


def test_nothing_beside_the_site_is_served(served):
    address, specs = served
    for path in ("/../specs/estate.yaml", "/%2e%2e/specs/estate.yaml", "/..%2f..%2fetc/passwd"):
        assert asked(address, path).status == 404
