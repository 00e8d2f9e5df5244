# SPDX-License-Identifier: Apache-2.0
"""The example notebook runs from its first cell to its last; what is stored of it shows a chart and no path of a machine.
ISNAD_UPDATE=1 stores what it gives now."""
import os
import re
import unittest
from pathlib import Path

try:
    import nbformat
    from nbclient import NotebookClient
except ImportError:
    nbformat = None

os.environ.pop("MPLBACKEND", None)  # a notebook chooses its own
NOTEBOOK = Path(__file__).resolve().parents[2] / "examples/notebook/relations.ipynb"


@unittest.skipIf(nbformat is None, "nbclient is not installed")
class Notebook(unittest.TestCase):
    def check(self, notebook):
        """Each cell gave something or failed nowhere; there is a reading from right to left, a table and a chart."""
        outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
        self.assertFalse([output for output in outputs if output.output_type == "error"])
        kinds = {kind for output in outputs for kind in output.get("data", {})}
        self.assertLessEqual({"text/html", "image/png"}, kinds)
        shown = "".join(output.get("data", {}).get("text/html", "") for output in outputs)
        self.assertIn('dir="rtl"', shown)
        self.assertIn("<mark", shown)
        self.assertIn("<td>", shown)
        texts = shown + "".join(output.get("text", "") + output.get("data", {}).get("text/plain", "") for output in outputs)
        self.assertIsNone(re.search(r"(?<![\w.<])/(?:home|root|tmp|usr|work)/", texts))

    def test_it_runs(self):
        notebook = nbformat.read(NOTEBOOK, as_version=4)
        NotebookClient(notebook, timeout=120, kernel_name="python3", record_timing=False,
                       resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
        self.check(notebook)
        if os.environ.get("ISNAD_UPDATE"):
            notebook.metadata.get("language_info", {}).clear()
            notebook.metadata["language_info"] = {"name": "python"}
            nbformat.write(notebook, NOTEBOOK)

    def test_what_is_stored_of_it_was_run(self):
        notebook = nbformat.read(NOTEBOOK, as_version=4)
        self.check(notebook)
        counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
        self.assertEqual(counts, list(range(1, len(counts) + 1)))


if __name__ == "__main__":
    unittest.main()
