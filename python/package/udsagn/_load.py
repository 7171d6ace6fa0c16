"""Loads the part that is written in Rust, also where the package lies in a zip, as Spark ships it.

Python imports modules from a zip, but no native code. There the library is unpacked once beside the zip, or else into a
folder of its own.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
import zipfile
from types import ModuleType
from typing import Optional, Tuple

_NAME = "udsagn._native"


def _in_zip(path: str) -> Optional[Tuple[str, str]]:
    """The zip that a path leads into, and the folder in it; nothing where it leads into none."""
    outer, inner = path, ""
    while not os.path.exists(outer):
        outer, last = os.path.split(outer)
        inner = f"{last}/{inner}" if inner else last
        if not last:
            return None
    return (outer, inner) if os.path.isfile(outer) and zipfile.is_zipfile(outer) else None


def _unpacked(zip_path: str, folder: str) -> str:
    """The library of the package in this folder of a zip, as a file."""
    with zipfile.ZipFile(zip_path) as archive:
        prefix = f"{folder}/_native."
        names = [name for name in archive.namelist() if name.startswith(prefix) and not name.endswith(".pyi")]
        if len(names) != 1:
            raise ImportError(f"{zip_path}: holds no library of udsagn for this system", name=_NAME)
        entry = archive.getinfo(names[0])
        # Another build is another file, and a file with this name is complete.
        file_name = f"udsagn-{entry.CRC:08x}-{os.path.basename(names[0])}"
        beside = os.path.dirname(os.path.abspath(zip_path))
        target = os.path.join(beside, file_name)
        if os.path.exists(target) and os.path.getsize(target) == entry.file_size:
            return target
        if not os.access(beside, os.W_OK):
            target = os.path.join(tempfile.mkdtemp(prefix="udsagn-"), file_name)
        handle, waiting = tempfile.mkstemp(dir=os.path.dirname(target))
        with os.fdopen(handle, "wb") as file:
            file.write(archive.read(entry))
        os.replace(waiting, target)
        return target


def _load() -> ModuleType:
    inside = _in_zip(os.path.dirname(__file__))
    if inside is None:
        return importlib.import_module(_NAME)
    path = _unpacked(*inside)
    spec = importlib.util.spec_from_file_location(_NAME, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path}: cannot be loaded", name=_NAME)
    module = importlib.util.module_from_spec(spec)
    sys.modules[_NAME] = module
    spec.loader.exec_module(module)
    return module


_load()

from . import _native as native  # noqa: E402

__all__ = ["native"]
