#!/usr/bin/env python3
"""Clicks through a dashboard and a report of a real sweep, whose name and logs try to be markup, in headless Chromium.

    browse.py REGNORM [FOLDER]     REGNORM: the program; FOLDER: where screenshots and printed pages are left
"""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile

from browser import Browser, Failure

EVIL = "<svg onload=alert(1)>"
LOG = "</script><svg onload=alert(2)><img src=x onerror=alert(3)>"
VIEWS = ["table", "curves", "axis", "difference", "forest", "seeds", "profile", "iqm", "improvement", "ranks", "heat",
         "scatter", "parallel", "code-lengths", "workers", "timeline", "failures"]

SWEEP = """
name: toy %s
task: imbalanced-mnist
seeds: %d
grid: {normalization: [none, bn, rn, ln], rareClasses: [0, 1, 2, 3, 4, 7]}
fixed: {semantics: corrected, dataset: optdigits, epochs: 6, batchSize: 32, hiddenUnits: 30, probe: true}
table: {rows: normalization, columns: rareClasses, reference: none}
"""


def expect(condition, what):
    if not condition:
        raise Failure(what)


class Sweep:
    """A small sweep in a folder, and its dashboard."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.server = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def run(self, seeds):
        with open(f"{self.folder}/toy.yaml", "w") as file:
            file.write(SWEEP % (json.dumps(EVIL)[1:-1], seeds))
        self.command("run", "toy.yaml", "--out", "toy", "--workers", "1")

    def command(self, *arguments):
        subprocess.run([self.program, *arguments], cwd=self.folder, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def fail(self):
        """Leaves an attempt in the database that failed with a log that tries to be markup."""
        with sqlite3.connect(f"{self.folder}/toy/results.sqlite") as database:
            database.execute(
                "INSERT INTO attempts (trial, number, worker, leasedAt, endedAt, cause, message, charged) "
                "SELECT trial, 99, worker, leasedAt, endedAt, 'crashed', ?, 0 FROM attempts LIMIT 1", (LOG + "\n" + LOG,))
        database.close()

    def start(self):
        self.server = subprocess.Popen(
            [self.program, "dashboard", "toy", "--http", f"127.0.0.1:{self.port}"], cwd=self.folder,
            stderr=subprocess.PIPE, text=True)
        line = self.server.stderr.readline()
        expect("dashboard at http://" in line, f"the dashboard does not start; it says {line}")

    def stop(self):
        if self.server:
            self.server.send_signal(signal.SIGKILL)
            self.server.wait()
            self.server.stderr.close()
            self.server = None


def no_complaint(browser, where):
    expect(not browser.complaints, f"{where}: {browser.complaints}")


def fits(browser, where):
    """Nothing but what scrolls by itself is wider than the screen."""
    width = browser.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    expect(width <= 0, f"{where} is {width} pixels wider than the screen")


def look_at(browser, name, pictures):
    """Looks at the page that is open, light and dark, on a wide screen and on a phone."""
    for width in [1600, 375]:
        for dark in [False, True]:
            browser.look(width, 1000, dark)
            fits(browser, f"{name} at {width} pixels")
            if pictures:
                browser.picture(f"{pictures}/{name}-{width}-{'dark' if dark else 'light'}.png")
    browser.look(1600, 1000, False)


def print_page(browser, name, folder):
    """Prints the page that is open, and looks for pages without a word."""
    path = f"{folder}/{name}.pdf"
    browser.printed(path)
    text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout
    pages = text.split("\f")[:-1]
    expect(pages and all(page.strip() for page in pages), f"{name}: one of {len(pages)} printed pages is empty")


def click_through(browser, sweep, pictures, folder):
    browser.go(sweep.url + "/")
    for view in VIEWS:
        browser.ask(f"document.querySelector('nav a[href=\"/{view}\"]').click()")
        browser.wait(f"the view {view} opens", f"location.pathname === '/{view}' && document.readyState === 'complete'")
        browser.wait(f"the view {view} follows the sweep", "document.body.dataset.live === 'on'")
        expect(EVIL in browser.ask("document.querySelector('h1').textContent"), f"{view}: the sweep's name is shown as text")
        expect(not browser.ask("document.querySelector('#problem')?.textContent"), f"{view} says it has a problem")
        look_at(browser, view, pictures)
        print_page(browser, view, folder)
        no_complaint(browser, view)
    expect(LOG in browser.ask("document.querySelector('pre').textContent"), "the log's end is shown as text")
    browser.go(sweep.url + "/table")
    browser.ask("document.querySelector('tbody td a').click()")
    browser.wait("a cell leads to its seeds", "location.pathname === '/cell' && document.querySelectorAll('#cell td').length === 3")
    look_at(browser, "cell", pictures)


def find_views_on_a_phone(browser, sweep):
    """The row of views says that it scrolls, and shows the one that is open; a filter is not called as the columns are."""
    browser.look(375, 800, False)
    browser.go(sweep.url + "/timeline")
    hint = "getComputedStyle(document.querySelector('nav .wide'), '::before').content"
    expect("Scroll sideways" in browser.ask(hint), "the row of views says that it scrolls")
    place = browser.ask("document.querySelector('nav [aria-current]').getBoundingClientRect().toJSON()")
    expect(0 <= place["left"] and place["right"] <= 375, f"the open view's name is in sight: {place}")
    browser.look(1600, 1000, False)
    expect(browser.ask(hint) == "none", "where all views are in sight nothing is said of scrolling")
    browser.go(sweep.url + "/table")
    labels = browser.ask("[...document.querySelectorAll('form label')].map((label) => label.firstChild.textContent.trim())")
    expect(labels == ["metric", "rows", "columns", "filter rareClasses"], f"every choice has its own name: {labels}")


def sort_and_choose(browser, sweep):
    browser.go(sweep.url + "/table")
    order = "[...document.querySelectorAll('tbody tr')].map((row) => parseFloat(row.cells[1].dataset.value))"
    browser.ask("document.querySelectorAll('thead th')[1].click()")
    rising = browser.ask(order)
    browser.ask("document.querySelectorAll('thead th')[1].click()")
    expect(rising == sorted(rising) and browser.ask(order) == rising[::-1], f"a click sorts: {rising}")
    browser.ask("""(() => {
      const choice = document.querySelector('select[name=metric]');
      choice.value = 'testLoss';
      choice.dispatchEvent(new Event('change', { bubbles: true }));
    })()""")
    browser.wait("the choice stands in the address", "new URLSearchParams(location.search).get('metric') === 'testLoss'")
    no_complaint(browser, "sorting and choosing")


def point(browser, sweep):
    """A line that is pointed at is told in words, and the others step back."""
    browser.go(sweep.url + "/axis")
    browser.ask("""document.querySelector('path[data-arm="1"]').dispatchEvent(
      new PointerEvent('pointerover', { bubbles: true, clientX: 300, clientY: 300 }))""")
    expect(browser.ask("document.body.classList.contains('lit') && !document.querySelector('#tip').hidden"), "a line is told")
    expect(browser.ask("document.querySelector('#tip').textContent").startswith("bn"), "the line's name comes first")
    browser.ask("document.body.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))")
    expect(browser.ask("!document.body.classList.contains('lit') && document.querySelector('#tip').hidden"), "and told no more")
    no_complaint(browser, "pointing at a line")


def cut_and_mend(browser, sweep):
    """New results reach a page without loading it; so do those that came while the server was away."""
    browser.go(sweep.url + "/table")
    browser.wait("the page follows the sweep", "document.body.dataset.live === 'on'")
    browser.ask("window.isTheSamePage = true")
    sweep.run(seeds=4)
    browser.wait("new results reach the page", "document.body.innerText.includes('96 of 96')")
    sweep.stop()
    browser.wait("the page says that it is not connected", "document.body.dataset.live === 'off'")
    sweep.run(seeds=5)
    browser.complaints = [each for each in browser.complaints if "ERR_CONNECTION_REFUSED" not in each
                          and "ERR_INCOMPLETE_CHUNKED_ENCODING" not in each]
    no_complaint(browser, "a server that went away")
    # The page that the script asks for after a gap is refused twice.
    browser.ask("""(() => {
      const real = window.fetch;
      let refusals = 2;
      window.fetch = (...all) => refusals-- > 0 ? Promise.reject(new TypeError('refused')) : real(...all);
    })()""")
    sweep.start()
    browser.wait("the page is connected again and has what it missed",
                 "document.body.dataset.live === 'on' && document.body.innerText.includes('120 of 120')")
    expect(browser.ask("window.isTheSamePage"), "the page mends without being loaded again")
    expect(browser.ask("document.querySelectorAll('#strip').length") == 1, "every part is there once")
    browser.complaints = []


def without_script(browser, sweep):
    browser.tell("Emulation.setScriptExecutionDisabled", value=True)
    for view in VIEWS:
        browser.tell("Page.navigate", url=f"{sweep.url}/{view}")
    browser.tell("Emulation.setScriptExecutionDisabled", value=False)
    browser.wait("a page without script is complete", "document.querySelector('#failures pre')")
    expect(browser.ask("document.body.dataset.live === undefined"), "the script did not run")


def report(browser, sweep, pictures, folder):
    sweep.command("report", "toy", "--output", "toy.html")
    browser.go(f"file://{sweep.folder}/toy.html")
    expect(EVIL in browser.ask("document.querySelector('h1').textContent"), "the report shows the sweep's name as text")
    look_at(browser, "report", pictures)
    print_page(browser, "report", folder)
    no_complaint(browser, "the report")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program = os.path.abspath(sys.argv[1])
    pictures = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None
    if pictures:
        os.makedirs(pictures, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="regnorm-browser-") as folder:
        sweep = Sweep(program, folder)
        browser = Browser()
        try:
            sweep.run(seeds=3)
            sweep.fail()
            sweep.start()
            for step in [lambda: click_through(browser, sweep, pictures, pictures or folder),
                         lambda: find_views_on_a_phone(browser, sweep), lambda: sort_and_choose(browser, sweep),
                         lambda: point(browser, sweep), lambda: cut_and_mend(browser, sweep),
                         lambda: without_script(browser, sweep),
                         lambda: report(browser, sweep, pictures, pictures or folder)]:
                step()
            print("every view was looked at, printed and mended; no complaint")
        except Failure as failure:
            sys.exit(f"in-browser: {failure}")
        finally:
            sweep.stop()
            browser.close()


if __name__ == "__main__":
    main()
