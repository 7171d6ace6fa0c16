"""A standalone cluster on loopback: a master and workers, each a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import pyspark

HOME = Path(pyspark.__file__).parent
LOOPBACK = "127.0.0.1"


class Cluster:
    """A master and some workers with one core each, which end with the block. ``url`` is what a session names."""

    def __init__(self, folder: Path, workers: int, memory: str = "2g") -> None:
        self.folder = folder
        self._count, self._memory = workers, memory
        self.url = ""
        self.workers: list[subprocess.Popen[bytes]] = []
        self._master: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Cluster":
        self.folder.mkdir(parents=True)
        try:
            self._master = self._start("master", ["master.Master", "--port", "0", "--webui-port", "0"])
            self.url = self._told("master", r"Starting Spark master at (spark://\S+)")[0]
            for number in range(self._count):
                work = str(self.folder / f"work-{number}")
                asked = ["worker.Worker", "--port", "0", "--webui-port", "0", "--cores", "1", "--memory", self._memory]
                self.workers.append(self._start(f"worker-{number}", [*asked, "--work-dir", work, self.url]))
            for number in range(self._count):
                self._told(f"worker-{number}", r"(Successfully registered with master)")
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, where: TracebackType | None
    ) -> None:
        self._end()

    def kill(self, number: int) -> None:
        """Ends a worker and its executor as a power failure would: with signal 9."""
        os.killpg(self.workers[number].pid, signal.SIGKILL)
        self.workers[number].wait()

    def _start(self, name: str, arguments: list[str]) -> subprocess.Popen[bytes]:
        main, *rest = arguments
        command = [str(HOME / "bin/spark-class"), f"org.apache.spark.deploy.{main}", "--host", LOOPBACK, *rest]
        environment = os.environ | {
            "SPARK_HOME": str(HOME),
            "SPARK_LOCAL_IP": LOOPBACK,
            "SPARK_LOCAL_DIRS": str(self.folder / "local"),
            "PYSPARK_PYTHON": sys.executable,
        }
        with open(self._log(name), "wb") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def _told(self, name: str, pattern: str, seconds: float = 60) -> tuple[str, ...]:
        """Waits for a line of a log."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = re.search(pattern, self._log(name).read_text(errors="replace"))
            if found:
                return found.groups()
            time.sleep(0.2)
        raise TimeoutError(f"{name} did not tell {pattern!r}:\n{self._log(name).read_text(errors='replace')[-2000:]}")

    def _end(self) -> None:
        for process in [*self.workers, self._master]:
            if process and process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in [*self.workers, self._master]:
            if process:
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
