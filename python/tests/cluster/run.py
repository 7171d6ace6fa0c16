"""Statements of 100,000 articles on a cluster of two workers, of which one is killed, against those of a single process."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from cluster import Cluster
from pyspark.sql import DataFrame, SparkSession

import data

FILES = 64
ENOUGH = 100.0
"""So many MB of text must be read before rates tell anything."""
FIELDS = ["id", "text", "title", "published", "url"]


SHIPPED = {
    "py-files": lambda zipped: {"spark.submit.pyFiles": str(zipped)},
    # Spark hands over strings with long offsets then.
    "archives": lambda zipped: {
        "spark.archives": f"{zipped}#udsagn-package",
        "spark.executorEnv.PYTHONPATH": "udsagn-package",
        "spark.sql.execution.arrow.useLargeVarTypes": "true",
    },
}


def session(url: str, zipped: Path, folder: Path, shipped: str) -> SparkSession:
    """A session of the cluster, to which the package is shipped."""
    os.environ |= {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    build = SparkSession.builder.master(url).appName("udsagn")
    for key, value in {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.executor.memory": "1g",
        "spark.executor.cores": "1",
        "spark.local.dir": str(folder / "driver"),
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
        # A task for each file.
        "spark.sql.files.openCostInBytes": str(64 << 20),
        "spark.sql.files.maxPartitionBytes": str(64 << 20),
        **SHIPPED[shipped](zipped),
    }.items():
        build = build.config(key, value)
    started = build.getOrCreate()
    started.sparkContext.setLogLevel("ERROR")
    if str(zipped) not in sys.path:
        sys.path.insert(0, str(zipped))
    return started


class Single:
    """What one process finds with two threads, in a file of its own."""

    def __init__(self, target: Path) -> None:
        self._target, self._writer = target, None

    def read(self, files: list[Path]) -> float:
        """Reads some files; how many seconds it took to analyse."""
        import udsagn

        seconds = 0.0
        for file in files:
            table = pq.read_table(file)
            table = table.filter(table["id"].is_valid())
            begun = time.monotonic()
            found = udsagn.extract_many(table, threads=2, errors="collect")
            seconds += time.monotonic() - begun
            rows = pa.table(found)
            self._writer = self._writer or pq.ParquetWriter(self._target, rows.schema, compression="zstd")
            self._writer.write_table(rows)
        return seconds

    def close(self) -> None:
        if self._writer:
            self._writer.close()


def extracted(df: DataFrame) -> DataFrame:
    import udsagn.spark

    return udsagn.spark.extract(df, published="published", title="title", url="url")


def identity(df: DataFrame) -> DataFrame:
    """The same columns there and back: what the transfer alone takes."""
    chosen = df.select(*FIELDS)
    return chosen.mapInArrow(lambda batches: batches, chosen.schema)


def timed(df: DataFrame) -> float:
    """Seconds until all rows have come back to the JVM."""
    begun = time.monotonic()
    df.write.format("noop").mode("overwrite").save()
    return time.monotonic() - begun


def throughput(spark: SparkSession, files: list[Path], target: Path, size: float) -> list[str]:
    """Measures in turns, a quarter of the files each, since other programs may run; tells what is too slow."""
    there_and_back = found = alone = 0.0
    single = Single(target)
    for turn in range(4):
        some = files[turn * len(files) // 4 : (turn + 1) * len(files) // 4]
        df = spark.read.parquet(*map(str, some))
        there_and_back += timed(identity(df))
        found += timed(extracted(df))
        alone += single.read(some)
    single.close()
    print(f"identity in mapInArrow   {size / there_and_back:7.1f} MB/s")
    print(f"extract in mapInArrow    {size / found:7.1f} MB/s, {100 * there_and_back / found:.0f} % of identity")
    print(f"extract_many, 2 threads  {size / alone:7.1f} MB/s; Spark has {100 * alone / found:.0f} % of it", flush=True)
    # Identity does no work: the analysis, not the transfer, is the ceiling. With few articles, starting tasks is.
    is_slow = size > ENOUGH and alone / found < 0.6
    return ["on Spark it is less than 60 % as fast as in one process with as many threads"] if is_slow else []


class Killer(threading.Thread):
    """Kills a worker when a third of the tasks are done, and others are under way on it."""

    def __init__(self, spark: SparkSession, cluster: Cluster) -> None:
        super().__init__(daemon=True)
        self._tracker, self._cluster = spark.sparkContext.statusTracker(), cluster
        self.done_before = self.under_way = 0

    def run(self) -> None:
        while not self.done_before:
            for stage in self._tracker.getActiveStageIds():
                info = self._tracker.getStageInfo(stage)
                if info and info.numTasks == FILES and info.numCompletedTasks * 3 >= FILES and info.numActiveTasks == 2:
                    self.done_before, self.under_way = info.numCompletedTasks, info.numActiveTasks
                    self._cluster.kill(0)
                    return
            time.sleep(0.2)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True, help="made anew")
    parser.add_argument("--articles", type=int, default=100_000)
    asked = parser.parse_args()
    shutil.rmtree(asked.folder, ignore_errors=True)
    asked.folder.mkdir(parents=True)
    folder = asked.folder.resolve()
    zipped = folder / "udsagn.zip"
    shutil.copy(asked.wheel, zipped)
    faults: list[str] = []

    size = data.write(folder / "articles", asked.articles, FILES) / 1e6
    print(f"{asked.articles} articles, {size:.0f} MB of text, {FILES} tasks", flush=True)
    with Cluster(folder / "cluster", workers=2) as cluster:
        spark = session(cluster.url, zipped, folder, "py-files")
        df = spark.read.parquet(str(folder / "articles"))
        few = df.where("id < '002000'")
        timed(identity(few))
        short = extracted(few).orderBy("article", "id", "claim").collect()  # and all is warm then
        faults += throughput(spark, sorted((folder / "articles").iterdir()), folder / "single.parquet", size)

        killer = Killer(spark, cluster)
        killer.start()
        extracted(df).write.parquet(str(folder / "rows"), compression="zstd")
        print(f"a worker was killed with {killer.done_before} of {FILES} tasks done, {killer.under_way} under way", flush=True)
        if not 0 < killer.done_before < FILES or cluster.workers[0].returncode != -9 or cluster.workers[1].poll() is not None:
            faults.append("no worker was killed midway")
        rows = spark.read.parquet(str(folder / "rows"))
        told = sorted((row.article, row.error) for row in rows.where("error is not null").collect())
        if told != data.errors(asked.articles):
            faults.append(f"other errors than there are: {told}")
        rows.where("error is null").drop("error").write.parquet(str(folder / "statements"), compression="zstd")
        columns = rows.drop("error").columns
        spark.stop()

        spark = session(cluster.url, zipped, folder, "archives")
        few = spark.read.parquet(str(folder / "articles")).where("id < '002000'")
        if extracted(few).orderBy("article", "id", "claim").collect() != short or not short:
            faults.append("shipped as an archive, and with long strings, it gives other rows")
        spark.stop()

    unlike = data.differences(str(folder / "statements/*.parquet"), str(folder / "single.parquet"), columns)
    faults += unlike
    count = pq.read_metadata(folder / "single.parquet").num_rows
    if not unlike:
        print(f"{count} rows, the same as those of a single process, and {len(told)} errors")
    for fault in faults:
        print(f"failed: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
