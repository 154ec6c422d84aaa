"""Executes cells that show and print a great deal, each in one go, and stores the notebook with what arrived.

Usage: flood.py NOTEBOOK
"""

import sys

import nbformat
from nbclient import NotebookClient

CELLS = [
    "for (var i = 0; i < 2_000; i++) display(i);",
    "for (var i = 0; i < 50_000; i++) Console.WriteLine(i);",
    "var line = string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $\"{i:0000000},\"));\nConsole.WriteLine(line);",
    "line.Length",
]

notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
NotebookClient(notebook, timeout=120, kernel_name=".net-csharp").execute()
nbformat.write(notebook, sys.argv[1])
