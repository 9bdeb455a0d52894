"""`exports/` stands on `data/` and `style` alone: no screen is needed to make a file."""

import subprocess
import sys
from pathlib import Path

import exports

SCRIPT = """
import importlib, pkgutil, sys, exports
names = [module.name for module in pkgutil.walk_packages(exports.__path__, "exports.")]
for name in names:
    importlib.import_module(name)
assert "exports.web" in names, names
print(sorted({name.split(".")[0] for name in sys.modules} & {"streamlit", "components", "screens", "folium"}))
"""


def test_no_module_of_exports_imports_a_screen() -> None:
    root = Path(exports.__file__).parents[1]
    run = subprocess.run([sys.executable, "-c", SCRIPT], cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
    assert (run.stdout, run.stderr) == ("[]\n", "")
