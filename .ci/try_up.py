"""Starts the portal on a free port, reads its first page, and stops it, as a newcomer would. Standard library only."""

import re
import signal
import subprocess
import sys
import urllib.request

python = sys.argv[1] if len(sys.argv) > 1 else sys.executable
portal = subprocess.Popen([python, "manage.py", "up", "--port", "0"], stdout=subprocess.PIPE, text=True)
address = None
for line in portal.stdout:
    print(line, end="", flush=True)
    if found := re.search(r"ready: (http://\S+)", line):
        address = found[1]
        break
if address is None:
    sys.exit("The portal did not start.")
page = urllib.request.urlopen(address, timeout=30).read().decode()  # noqa: S310
portal.send_signal(signal.SIGINT)
status = portal.wait(60)
if "</html>" not in page or status != 0:
    sys.exit(f"The first page is not whole, or the portal did not stop in order (status {status}).")
print(f"Read {len(page)} characters and stopped in order.")
