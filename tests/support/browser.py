"""A headless browser for pages that a tool has written: Debian's chromium, which packaging/deps --tests installs."""

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROGRAM = shutil.which("chromium")
# Root has no sandbox in chromium, a container little shared memory. 0 is dark, 1 light.
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr",
         "--window-size=1000,1000")  # fmt: skip


@dataclass(frozen=True)
class Look:
    """What the browser made of a page, and what its console said."""

    dom: str
    console: list


def look_at(page, dark=False):
    """`page` is a file."""
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [PROGRAM, *FLAGS, f"--user-data-dir={profile}", f"--blink-settings=preferredColorScheme={0 if dark else 1}",
             "--dump-dom", Path(page).resolve().as_uri()],
            capture_output=True, timeout=60, check=True, text=True, errors="replace",
        )  # fmt: skip
    return Look(done.stdout, re.findall(r"\bCONSOLE\b.*", done.stderr))


def measured(page, expression, dark=False):
    """The text that a script makes of the page, which has none of its own: of a copy that may run this one."""
    markup = Path(page).read_text()
    markup = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", markup)
    script = f"<script>document.title = JSON.stringify({expression})</script></body>"
    with tempfile.NamedTemporaryFile("w", suffix=".html") as copy:
        copy.write(markup.replace("</body>", script))
        copy.flush()
        look = look_at(copy.name, dark)
    return re.search(r"<title>(.*?)</title>", look.dom, re.DOTALL)[1]
