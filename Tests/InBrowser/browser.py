"""A headless Chromium that is driven over two pipes, in the DevTools protocol."""

import base64
import json
import os
import select
import subprocess
import tempfile
import time


class Failure(Exception):
    pass


class Browser:
    """One page."""

    def __init__(self):
        self.profile = tempfile.TemporaryDirectory(prefix="regnorm-chromium-", ignore_cleanup_errors=True)
        to_browser, self.output = os.pipe()
        self.input, from_browser = os.pipe()

        def pipes():
            # Chromium reads commands from descriptor 3 and writes answers to descriptor 4.
            ends = [os.dup(to_browser), os.dup(from_browser)]
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        options = ["--headless=new", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-dev-shm-usage",
                   "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        if os.geteuid() == 0:
            options.append("--no-sandbox")
        self.process = subprocess.Popen(
            ["chromium", *options, f"--user-data-dir={self.profile.name}", "--remote-debugging-pipe", "about:blank"],
            preexec_fn=pipes, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.bytes = b""
        self.number = 0
        self.session = None
        self.complaints = []
        target = self.tell("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.tell(f"{domain}.enable")

    def close(self):
        self.process.terminate()
        self.process.wait()

    def receive(self, patience=300):
        """The next message; None where none comes in time."""
        end = time.monotonic() + patience
        while b"\0" not in self.bytes:
            ready, _, _ = select.select([self.input], [], [], max(0, end - time.monotonic()))
            if not ready:
                return None
            chunk = os.read(self.input, 1 << 20)
            if not chunk:
                raise Failure("Chromium ended")
            self.bytes += chunk
        message, self.bytes = self.bytes.split(b"\0", 1)
        message = json.loads(message)
        self.note(message)
        return message

    def note(self, message):
        """Keeps what a page complains of, and what it should never do."""
        kind, parameters = message.get("method"), message.get("params", {})
        if kind == "Runtime.exceptionThrown":
            self.complaints.append(parameters["exceptionDetails"].get("text", "exception") + " "
                                   + str(parameters["exceptionDetails"].get("exception", {}).get("description")))
        elif kind == "Log.entryAdded" and parameters["entry"]["level"] == "error":
            self.complaints.append(parameters["entry"]["text"] + " " + parameters["entry"].get("url", ""))
        elif kind == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "assert"):
            self.complaints.append(str(parameters["args"]))
        elif kind == "Page.javascriptDialogOpening":
            self.complaints.append("a dialog opened: text of a sweep was run as a script")
            self.number += 1
            self.send(self.number, "Page.handleJavaScriptDialog", {"accept": True})

    def send(self, number, method, parameters):
        message = {"id": number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.output, json.dumps(message).encode() + b"\0")

    def tell(self, method, **parameters):
        self.number += 1
        number = self.number
        self.send(number, method, parameters)
        while True:
            message = self.receive()
            if message is None:
                raise Failure(f"Chromium does not answer {method}")
            if message.get("id") == number:
                if "error" in message:
                    raise Failure(f"{method}: {message['error']}")
                return message["result"]

    def ask(self, expression):
        """The value of an expression of the page."""
        answer = self.tell("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise Failure(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def wait(self, what, expression):
        """Waits until an expression of the page is true."""
        end = time.monotonic() + 300
        while not self.ask(f"Boolean({expression})"):
            if time.monotonic() > end:
                raise Failure(f"it never happens that {what}; the page says: {self.ask('document.body.innerText')[:2000]}")
            self.receive(patience=0.1)

    def go(self, address):
        self.tell("Page.navigate", url=address)
        self.wait(f"{address} is loaded",
                  f"location.href === {json.dumps(address)} && document.readyState === 'complete'")

    def look(self, width, height, dark):
        """Sets what the reader's screen is like."""
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.tell("Emulation.setEmulatedMedia", media="",
                  features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def picture(self, path):
        picture = self.tell("Page.captureScreenshot", captureBeyondViewport=True)
        with open(path, "wb") as file:
            file.write(base64.b64decode(picture["data"]))

    def printed(self, path):
        self.tell("Emulation.setEmulatedMedia", media="", features=[])
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.tell("Page.printToPDF", preferCSSPageSize=True)["data"]))
