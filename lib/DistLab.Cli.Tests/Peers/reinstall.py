"""Has a kernel run while others are installed over it: it must go on, also through a restart; a further one must be the new.

Usage: reinstall.py HOME COMMAND...    the command installs the kernel
"""

import os
import subprocess
import sys

from jupyter_client.manager import start_new_kernel

home, *install = sys.argv[1:]


def run(client, source):
    """Prints the value of a cell."""
    reply = client.execute_interactive(source, timeout=60, output_hook=lambda message: print(message["content"].get("data", "")))
    assert reply["content"]["status"] == "ok", reply


manager, client = start_new_kernel(kernel_name=".net-csharp")
program = "typeof(DistLab.Kernel.CSharpEngine).Assembly.Location"
run(client, f"var program = {program};\nprogram")
for _ in range(3):
    subprocess.run(install, check=True, env={**os.environ, "HOME": home}, stdout=subprocess.DEVNULL)
# Needs libraries of the program that the first cell did not.
run(client, "display(HTML(\"<b>bold</b>\"));\nnew[] { new { A = 1 } }.ToList()")
run(client, "System.IO.File.Exists(program)")
manager.restart_kernel()
client.wait_for_ready(timeout=60)
# A front end restarts a kernel by the command line that it read when it started it.
run(client, program)
client.stop_channels()
manager.shutdown_kernel()

manager, client = start_new_kernel(kernel_name=".net-csharp")
run(client, program)
client.stop_channels()
manager.shutdown_kernel()
