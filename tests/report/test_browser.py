"""The page in a real browser: clicks, keys, colours, and that nothing is asked of the network."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nb2prod.report.request import report
from tests.support.samples import SAMPLES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    binary = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        pytest.skip("there is no Chromium with a chromedriver on this machine")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    profile = tmp_path_factory.mktemp("profile")
    arguments = ["--headless=new", "--window-size=1500,1000", f"--user-data-dir={profile}"]
    arguments += ["--disable-gpu", "--disable-dev-shm-usage", "--force-prefers-reduced-motion"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium as root starts in no other way
    for argument in arguments:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(executable_path=driver)
    made = webdriver.Chrome(options=options, service=service)
    yield made
    made.quit()


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Any:
    path = tmp_path / "churn.html"
    path.write_text(report([SAMPLES / "churn.ipynb"], {}).html, encoding="utf-8")
    browser.get(path.as_uri())
    browser.execute_script("localStorage.clear(); delete document.documentElement.dataset.theme")
    yield browser
    errors = [entry["message"] for entry in browser.get_log("browser")]
    assert not errors
    asked = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = [
        m["params"]["request"]["url"] for m in asked if m["method"] == "Network.requestWillBeSent"
    ]
    assert {url for url in urls if not url.startswith(("data:", "chrome"))} == {path.as_uri()}


def find(page: Any, selector: str) -> Any:
    return page.find_element("css selector", selector)


def chosen(page: Any) -> str:
    return str(find(page, '.tab[aria-selected="true"]').text)


def marked(page: Any, side: str) -> list[str]:
    lines = page.find_elements("css selector", f"#{side} .line.hit code")
    return [line.get_attribute("textContent").strip() for line in lines]


def in_view(page: Any, selector: str) -> bool:
    script = """
        const line = document.querySelector(arguments[0]).getBoundingClientRect();
        const pane = document.querySelector(arguments[0]).closest(".pane").getBoundingClientRect();
        return line.top >= pane.top && line.bottom <= pane.bottom;
    """
    return bool(page.execute_script(script, selector))


def test_a_click_on_a_cell_shows_its_code(page: Any) -> None:
    assert chosen(page) == "preprocess.py"
    find(page, "#cell-20 button.pick").click()
    assert chosen(page) == "train.py"
    assert 'show_figures(figures, "feature_importance")' in marked(page, "modules")
    assert 'joblib.dump(result.model, out_dir / "model.pkl")' in marked(page, "modules")
    assert "return model" not in marked(page, "modules")
    assert in_view(page, "#module-train .line.hit")


def test_a_click_on_code_shows_its_cell(page: Any) -> None:
    find(page, "#tab-evaluate").click()
    code = "#module-evaluate .line[data-keys*='s-']"
    line = page.find_elements("css selector", code)[-1]
    page.execute_script("arguments[0].scrollIntoView({block: 'center'})", line)
    line.click()
    assert marked(page, "cells")
    assert in_view(page, "#cells .line.hit")
    assert find(page, "#cells .line.hit").find_element("xpath", "ancestor::article").get_attribute(
        "id"
    ) in ("cell-24", "cell-25")


def test_a_click_on_a_stage_opens_its_module(page: Any) -> None:
    find(page, "a[data-stage=predict] text").click()
    assert chosen(page) == "predict.py"
    assert find(page, "#module-predict").is_displayed()
    assert not find(page, "#module-train").is_displayed()


def test_dark_and_light(page: Any) -> None:
    ground = "return getComputedStyle(document.body).backgroundColor"
    before = page.execute_script(ground)
    find(page, "#theme").click()
    after = page.execute_script(ground)
    assert before != after
    assert find(page, "#theme").get_attribute("aria-pressed") == "true"
    page.refresh()
    assert page.execute_script(ground) == after  # kept
    find(page, "#theme").click()
    assert page.execute_script(ground) == before


def test_the_keyboard_reaches_it_all(page: Any) -> None:
    body = find(page, "body")
    for _ in range(3):
        page.switch_to.active_element.send_keys("j")
    assert page.switch_to.active_element.text == "6"
    assert marked(page, "modules")
    page.switch_to.active_element.send_keys("k")
    assert page.switch_to.active_element.text == "4"
    body.send_keys("\ue00c")  # Escape
    assert not marked(page, "modules") and not marked(page, "cells")
    tab = find(page, "#tab-preprocess")
    find(page, "#tab-preprocess").click()
    tab.send_keys("\ue014")  # the right arrow
    assert chosen(page) == "train.py"
    number = find(page, "#module-train button.no")
    number.send_keys("\ue007")  # Enter
    assert marked(page, "cells")


def test_no_script_of_a_notebook_runs(browser: Any, tmp_path: Path) -> None:
    act = "document.title='owned'"
    evil = f'</script><img src=x onerror="{act}"><script>{act}</script>'
    source = tmp_path / "evil.py"
    source.write_text(
        f'# %% [markdown]\n# {evil}\n\n# %% tags=["train"]\nm = [{evil!r}]\nprint(m)\n# {evil}\n'
    )
    path = tmp_path / "evil.html"
    path.write_text(report([source], {}).html, encoding="utf-8")
    browser.get(path.as_uri())
    assert browser.title == "evil.py · nb2prod"
    assert "owned" in find(browser, "#cells").text
    assert not browser.get_log("browser")
