"""Starts a kernel by a command that is given a connection file, asks it for a value, and tells it to end.

Usage: connect.py COMMAND...    the connection file is put behind the command
"""

import os
import subprocess
import sys

from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

path, _ = write_connection_file(os.path.join(os.getcwd(), "connection.json"))
kernel = subprocess.Popen([*sys.argv[1:], path])
client = BlockingKernelClient(connection_file=path)
client.load_connection_file()
client.start_channels()
client.wait_for_ready(timeout=60)
reply = client.execute_interactive("6 * 7", timeout=60, output_hook=lambda message: print(message["content"].get("data")))
assert reply["content"]["status"] == "ok", reply
client.shutdown()
print("status", kernel.wait(timeout=60))
client.stop_channels()
