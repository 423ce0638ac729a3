"""What is installed is what was written: every file of ours travels with the package."""

import subprocess
import sys
import zipfile

from tests.architecture.house import PACKAGE, ROOT

BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"


def test_every_file_of_ours_travels_with_the_package(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "goldenthread"):
        if (ROOT / name).exists():
            (source / name).symlink_to(ROOT / name)

    subprocess.run(
        [sys.executable, "-c", BUILD, str(tmp_path)], cwd=source, check=True, capture_output=True
    )

    [wheel] = tmp_path.glob("*.whl")
    written = {
        str(path.relative_to(ROOT))
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as packed:
        assert written - set(packed.namelist()) == set()
