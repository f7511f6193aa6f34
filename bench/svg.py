#!/usr/bin/env python3
"""What an animated SVG costs a reader: bytes, and how long the browser's main thread computes for a
frame of it in an <img>. Chromium is driven through its debugging pipe; processor time is what the
kernel counts for the page's main thread, what it does for the page itself included.

  bench/svg.py FILE.svg...   of each, the mean over the cheapest of some loops
"""
import contextlib
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LOOPS = 3
PAGE = """<!DOCTYPE html><body style="margin:0"><img src="{}"><script>
let frames = 0; const count = () => {{ ++frames; requestAnimationFrame(count); }}; count();</script>"""


class Chromium:
    """The browser, with commands and answers over two pipes."""

    def __init__(self, profile):
        command_read, self.commands = os.pipe()
        self.answers, answer_write = os.pipe()
        self.received = b""
        self.last = 0

        def give_pipes():  # Chromium reads from 3 and writes to 4
            reader, writer = os.dup(command_read), os.dup(answer_write)
            os.dup2(reader, 3)
            os.dup2(writer, 4)

        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             "--window-size=1000,600", f"--user-data-dir={profile}"],
            preexec_fn=give_pipes, close_fds=False, stderr=subprocess.DEVNULL)
        os.close(command_read)
        os.close(answer_write)

    def ask(self, method, session=None, **parameters):
        self.last += 1
        message = {"id": self.last, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.next_message()
            if answer.get("id") == self.last:
                return answer["result"]

    def next_message(self):
        while b"\0" not in self.received:
            part = os.read(self.answers, 1 << 16)
            if not part:
                raise RuntimeError("Chromium has ended")
            self.received += part
        message, self.received = self.received.split(b"\0", 1)
        return json.loads(message)

    def close(self):
        self.ask("Browser.close")
        self.process.wait()


def main_thread_seconds(processes):
    """Of each that runs: the browser keeps spare ones, which may end at any time."""
    seconds = {}
    for process in processes:
        with contextlib.suppress(FileNotFoundError):
            schedule = Path(f"/proc/{process}/task/{process}/schedstat").read_text()
            seconds[process] = int(schedule.split()[0]) / 1e9
    return seconds


def most_spent(before, after):
    """What the process that shows the page has spent: the others do nothing."""
    return max(after[process] - before[process] for process in after)


def loops(svg):
    """Main-thread milliseconds a frame, and frames a second, of some loops of the film."""
    period = max(map(float, re.findall(r'dur="([0-9.]+)s"', svg.read_text())), default=10)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(PAGE.format(svg.resolve().as_uri()))
        browser = Chromium(folder + "/profile")
        target = browser.ask("Target.createTarget", url=page.as_uri())["targetId"]
        session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        time.sleep(2)
        processes = browser.ask("SystemInfo.getProcessInfo")["processInfo"]
        renderers = [p["id"] for p in processes if p["type"] == "renderer"]

        def frames():
            return browser.ask("Runtime.evaluate", session, expression="frames")["result"]["value"]

        out = []
        for _ in range(LOOPS):
            first, busy = frames(), main_thread_seconds(renderers)
            time.sleep(period)
            count = frames() - first
            out.append((1000 * most_spent(busy, main_thread_seconds(renderers)) / count, count / period))
        browser.close()
        return out


def main():
    print(f"{'':24} {'kB':>8} {'gzip kB':>8} {'ms a frame':>11} {'fps':>5}")
    for name in sys.argv[1:]:
        svg = Path(name)
        cost, rate = min(loops(svg))
        data = svg.read_bytes()
        print(f"{svg.name:24} {len(data) / 1000:8.1f} {len(gzip.compress(data)) / 1000:8.1f} "
              f"{cost:11.2f} {rate:5.0f}")


main()
