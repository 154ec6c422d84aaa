"""Measures DistLab's Jupyter kernel beside ipykernel, through nbclient, in one run: start, warm cells, memory.

    ./distlab kernel install
    /usr/bin/python3 lib/DistLab.Benchmarks/kernel/beside_ipykernel.py [--starts 9] [--cells 1000]

Start: from asking for a kernel to the value of its first cell; the two kernels take turns, so that both meet the same load.
Warm cell: a cell of two lines that declares a variable and shows a value, 100 of them after 50 such cells. Memory: resident, of
the kernel's process. Needs nbclient and ipykernel (Debian: python3-nbclient python3-ipykernel) and the command ps.
"""

import argparse
import os
import statistics
import subprocess
import time

import nbformat
from nbclient import NotebookClient

# Otherwise the debugger in ipykernel prints a warning at each start.
os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")

KERNELS = {
    "DistLab": (".net-csharp", "6 * 7", "var x{0} = Enumerable.Range(0, {0}).Sum();\nx{0}"),
    "ipykernel": ("python3", "6 * 7", "x{0} = sum(range({0}))\nx{0}"),
}
WARM_UP = 50
WARM = 100


class Session:
    """A kernel, and the cells that it was given."""

    def __init__(self, kernel):
        self._notebook = nbformat.v4.new_notebook()
        self._client = NotebookClient(self._notebook, timeout=60, kernel_name=kernel)
        self._context = self._client.setup_kernel()

    def __enter__(self):
        self._context.__enter__()
        return self

    def __exit__(self, *error):
        return self._context.__exit__(*error)

    def run(self, source, expected):
        """Runs a cell that must give a value; returns the seconds that it took."""
        cell = nbformat.v4.new_code_cell(source)
        self._notebook.cells.append(cell)
        begin = time.perf_counter()
        self._client.execute_cell(cell, len(self._notebook.cells) - 1)
        seconds = time.perf_counter() - begin
        values = [output["data"]["text/plain"] for output in cell.outputs if output["output_type"] == "execute_result"]
        assert values == [str(expected)], f"{source!r} gave {cell.outputs}"
        return seconds

    def resident(self):
        """Megabytes of memory."""
        pid = self._client.km.provisioner.pid
        return int(subprocess.check_output(["ps", "-o", "rss=", "-p", str(pid)])) / 1024


def start(kernel, first):
    begin = time.perf_counter()
    with Session(kernel) as session:
        session.run(first, 42)
        return time.perf_counter() - begin


def stay(kernel, first, cell, count):
    with Session(kernel) as session:
        session.run(first, 42)
        run_cells(session, cell, 0, WARM_UP)
        before = session.resident()
        seconds = run_cells(session, cell, WARM_UP, count)
        growth = (session.resident() - before) / count
        return statistics.median(seconds[:WARM]) * 1e3, statistics.median(seconds[-WARM:]) * 1e3, before, growth


def run_cells(session, cell, first, count):
    return [session.run(cell.format(n), n * (n - 1) // 2) for n in range(first, first + count)]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--starts", type=int, default=9)
    options.add_argument("--cells", type=int, default=1000)
    chosen = options.parse_args()

    starts = {name: [] for name in KERNELS}
    for _ in range(chosen.starts):
        for name, (kernel, first, _cell) in KERNELS.items():
            starts[name].append(start(kernel, first))

    print(f"{chosen.starts} starts, {chosen.cells} cells, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print()
    print(f"| kernel | start to first value, s: median (least–most) | warm cell, ms | after {chosen.cells} cells, ms | memory after 50 cells, MB | growth a cell, MB |")
    print("|---|---|---|---|---|---|")
    for name, (kernel, first, cell) in KERNELS.items():
        warm, late, resident, growth = stay(kernel, first, cell, chosen.cells)
        times = starts[name]
        start_text = f"{statistics.median(times):.2f} ({min(times):.2f}–{max(times):.2f})"
        print(f"| {name} | {start_text} | {warm:.1f} | {late:.1f} | {resident:.0f} | {growth:.3f} |")


if __name__ == "__main__":
    main()
