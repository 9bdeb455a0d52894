"""`data/` stands on its own: nothing in it draws or serves."""

import subprocess
import sys
from pathlib import Path

import data

SCRIPT = """
import importlib, pkgutil, sys, data
names = [module.name for module in pkgutil.walk_packages(data.__path__, "data.")]
for name in names:
    importlib.import_module(name)
assert "data.view" in names and "data.__main__" in names, names
assert "data.view" in sys.modules
print(sorted({name.split(".")[0] for name in sys.modules} & {"streamlit", "folium", "plotly"}))
"""


def test_no_module_of_data_imports_streamlit_or_a_drawing_library() -> None:
    root = Path(data.__file__).parents[1]
    run = subprocess.run([sys.executable, "-c", SCRIPT], cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
    assert (run.stdout, run.stderr) == ("[]\n", "")
