"""Executes notebooks through nbclient with the kernel that they ask for.

Usage: execute.py FOLDER NOTEBOOK...    the executed copies go to FOLDER
"""

import pathlib
import sys

import nbformat
from nbclient import NotebookClient

target = pathlib.Path(sys.argv[1])
for path in map(pathlib.Path, sys.argv[2:]):
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    nbformat.write(notebook, target / path.name)
