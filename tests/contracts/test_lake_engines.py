"""Every expression gives the same rows on DuckDB and on a real Spark cluster: a master, two workers, loopback."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pratfall.lake import Lake, expressions
from tests.lake.rows import LATER, extract

pytestmark = pytest.mark.spark

ORGANISATION = "Les Amis d’Été & Co"
EARLIER = datetime(2026, 6, 4, 12, tzinfo=UTC)

QUESTIONS: dict[str, Callable[[Lake, datetime], pa.Table]] = {
    "accounts": lambda lake, _: lake.accounts(),
    "files": lambda lake, _: lake.files(),
    "posts": Lake.posts,
    "metrics_read": lambda lake, _: lake._ask(expressions.metrics_read),
    "curves": Lake.curves,
    "days": Lake.days,
    "stocks": Lake.stocks,
    "comments": Lake.comments,
    "comment_sightings": Lake.comment_sightings,
    "conversions": Lake.conversions,
    "spend": Lake.spend,
    "coverage": Lake.coverage,
    "site_sessions": Lake.site_sessions,
}


def _missing() -> str:
    """What keeps Spark from running here, or nothing."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed: uv pip install 'pratfall[spark]'"
    if importlib.util.find_spec("pyarrow_hotfix") is None:
        return "pyarrow-hotfix is not installed: uv pip install 'pratfall[spark]'"
    if shutil.which("java") is None:
        return "Java 17 is not installed: apt-get install openjdk-17-jre-headless"
    return ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a standalone cluster with two workers of one core each."""
    if missing := _missing():
        pytest.skip(f"the Spark contract was NOT tested: {missing}")
    logs, port = tmp_path_factory.mktemp("spark"), _free_port()
    address = f"spark://127.0.0.1:{port}"
    master = ["master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"]
    worker = ["worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0"]
    with ExitStack() as stack:
        stack.enter_context(_node(logs / "master.log", *master))
        _wait_for(lambda: _listens(port), "the Spark master did not start", logs)
        for i in (1, 2):
            stack.enter_context(_node(logs / f"worker{i}.log", *worker, "--work-dir", str(logs / f"w{i}"), address))
        registered = "Registering worker"
        _wait_for(
            lambda: (logs / "master.log").read_text().count(registered) == 2, "the Spark workers did not join", logs
        )
        yield address


class _node:
    """A Java process of Spark, ended with its children when the block ends."""

    def __init__(self, log: Path, class_: str, *args: str) -> None:
        import pyspark

        home = Path(pyspark.__file__).parent
        self._command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{class_}", *args]
        self._environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
        self._environment["SPARK_DAEMON_MEMORY"] = "512m"
        self._log = log

    def __enter__(self) -> None:
        self._file = self._log.open("w")
        self._process = subprocess.Popen(
            self._command, env=self._environment, stdout=self._file, stderr=subprocess.STDOUT, start_new_session=True
        )

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._file.close()


def _wait_for(condition: Callable[[], bool], complaint: str, logs: Path, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            told = "\n".join(log.read_text()[-2000:] for log in logs.glob("*.log"))
            raise AssertionError(f"{complaint} within {seconds} s:\n{told}")
        time.sleep(0.2)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def lakes(master: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Lake, Lake]]:
    """One lake on disk, asked through DuckDB and through Spark. Its folder has a space and an accent."""
    home = tmp_path_factory.mktemp("a home à part")
    _fill(home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        # Two hundred empty tasks a question, Spark's default, would be most of this test's time.
        settings = tmp_path_factory.mktemp("conf")
        (settings / "spark-defaults.conf").write_text("spark.sql.shuffle.partitions 4\nspark.ui.enabled false\n")
        patch.setenv("SPARK_CONF_DIR", str(settings))
        duck, spark = Lake(home, ORGANISATION), Lake(home, ORGANISATION, engine=master)
        yield duck, spark
        duck.close()
        spark.close()


CASES = [(question, LATER) for question in QUESTIONS]
CASES += [(question, EARLIER) for question in ("posts", "days", "conversions", "coverage")]


@pytest.mark.parametrize(("question", "as_of"), CASES, ids=[f"{q} {d:%d %B}" for q, d in CASES])
def test_duckdb_and_spark_agree_row_by_row(lakes: tuple[Lake, Lake], question: str, as_of: datetime) -> None:
    duck, spark = (QUESTIONS[question](lake, as_of) for lake in lakes)
    assert duck.schema == spark.schema
    assert _sorted(duck) == _sorted(spark)
    assert len(duck) > 0, "an expression compared on nothing is not compared"


def test_the_cluster_really_had_two_workers(lakes: tuple[Lake, Lake]) -> None:
    engine: Any = lakes[1]._engine
    assert engine._session.sparkContext.master.startswith("spark://127.0.0.1")
    executors = engine._session.sparkContext._jsc.sc().getExecutorMemoryStatus().size()
    assert executors == 3  # two and the driver


def test_an_empty_lake_is_the_same_nothing(lakes: tuple[Lake, Lake]) -> None:
    home = lakes[0].root.parent
    duck, spark = Lake(home, "Nobody"), Lake(home, "Nobody", engine=lakes[1]._address)
    for question in ("posts", "days", "conversions", "spend"):
        duck_answer, spark_answer = (QUESTIONS[question](lake, LATER) for lake in (duck, spark))
        assert len(duck_answer) == len(spark_answer) == 0
        assert duck_answer.schema == spark_answer.schema


def test_through_spark_connect_the_answers_are_the_same(lakes: tuple[Lake, Lake], master: str, tmp_path: Path) -> None:
    lakes[1].close()  # an application holds all cores of a standalone cluster until it ends
    port = _free_port()
    server = ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "--master", master]
    options = {"spark.connect.grpc.binding.port": port, "spark.sql.shuffle.partitions": 4, "spark.ui.enabled": "false"}
    settings = [word for name, value in options.items() for word in ("--conf", f"{name}={value}")]
    with _node(tmp_path / "connect.log", "SparkSubmit", *server, *settings, "spark-internal"):
        _wait_for(lambda: _listens(port), "the Spark Connect server did not start", tmp_path)
        # In a process of its own: one process cannot hold both kinds of session.
        command = [sys.executable, "-c", ASK, str(lakes[0].root.parent), ORGANISATION, f"sc://127.0.0.1:{port}"]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        told = subprocess.run(
            [*command, str(tmp_path)], env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert told.returncode == 0, told.stderr[-3000:]
    for question in ("posts", "conversions"):
        answer = pq.read_table(tmp_path / f"{question}.parquet")
        assert _sorted(answer) == _sorted(QUESTIONS[question](lakes[0], LATER))


ASK = """
import sys
from pathlib import Path
import pyarrow.parquet as pq
from pratfall.lake import Lake
from tests.lake.rows import LATER
home, organisation, engine, out = sys.argv[1:]
lake = Lake(Path(home), organisation, engine=engine)
for question in ("posts", "conversions"):
    pq.write_table(getattr(lake, question)(LATER), Path(out, question + ".parquet"))
"""


def test_every_expression_is_compared() -> None:
    assert set(QUESTIONS) == set(expressions.__all__)


def _sorted(table: pa.Table) -> list[Any]:
    return sorted((tuple(row.items()) for row in table.to_pylist()), key=repr)


def _fill(home: Path) -> None:
    """Restatements, ties, nulls, unicode, two names for one post, several organisations."""
    rng = np.random.default_rng(2026)
    for organisation in ("Nobody else", ORGANISATION):
        lake = Lake(home, organisation)
        for number in range(4):
            with lake.writing() as writer:
                writer.add(extract(f"{organisation} {number}", **_tables(rng, number)))


def _tables(rng: np.random.Generator, number: int) -> dict[str, list[dict[str, Any]]]:
    seen = datetime(2026, 6, 1, tzinfo=UTC) + timedelta(days=int(number) // 2)  # files 0 and 1 tie, 2 and 3 tie
    posts = [f"p{i}" for i in range(12)]
    return {
        "account": [{"account_id": "a1", "name": _word(rng), "tz": None}, {"account_id": "Ünï", "handle": _word(rng)}],
        "post": [_post(rng, post, seen) for post in posts],
        "observation": [_reading(rng, seen, posts) for _ in range(150)] + [_day(rng, seen) for _ in range(60)],
        "comment": [
            {
                "comment_id": f"c{rng.integers(20)}",
                "post_id": f"p{place % 5}" if place % 3 else None,
                "text": _word(rng),
                "likes": _maybe(rng, int(rng.integers(9))),
            }
            for place in range(20)
        ],
        "conversion": [_payment(rng, seen) for _ in range(30)],
        "spend": [_spend(rng, seen) for _ in range(30)],
        "coverage": [{"start": date(2026, 5, 1), "end": date(2026, 5, 20 + number), "evidence": _word(rng)}],
    }


def _word(rng: np.random.Generator) -> str:
    return str(
        rng.choice(["été", "日本", "🙂 ok", "a\nb", "quote ' \" \\", "ﬁn", "plain", "x\u0000y".replace("\0", "")])
    )


def _maybe(rng: np.random.Generator, value: Any) -> Any:
    return value if rng.random() < 0.7 else None


def _post(rng: np.random.Generator, post: str, seen: datetime) -> dict[str, Any]:
    published = datetime(2026, 5, 1, tzinfo=UTC) + timedelta(hours=7 * int(post[1:]), days=3 * int(post == "p11") * 20)
    return {
        "post_id": post,
        "account_id": "a1" if int(post[1:]) % 2 else "Ünï",
        "post_type": str(rng.choice(["video", "unknown", "text"])),
        "relation": str(rng.choice(["original", "crosspost"])),
        "text": _maybe(rng, _word(rng)),
        "hashtags": _maybe(rng, [_word(rng), "b"]),
        "links": [] if rng.random() < 0.5 else None,
        "url": {"p1": "https://x.example/1", "p2": "https://x.example/1"}.get(post),
        "published_at": published if post != "p5" else None,
        "published_local": "2026-05-06" if post == "p5" else None,
        "duration_s": _maybe(rng, float(rng.random())),
        "as_of": _maybe(rng, seen),
    }


def _reading(rng: np.random.Generator, seen: datetime, posts: list[str]) -> dict[str, Any]:
    post = str(rng.choice(posts))
    return {
        "subject_id": post,
        "account_id": "a1" if int(post[1:]) % 2 else "Ünï",
        "metric": str(rng.choice(["likes", "shares", "impressions", "reach", "email_sent"])),
        "value": _maybe(rng, float(np.round(rng.random() * 1000, 3))),
        "kind": str(rng.choice(["lifetime_to_date", "window_total"])),
        "scope": str(rng.choice(["all", "all", "unknown", "paid", "organic"])),
        "as_of": seen + timedelta(hours=int(rng.integers(4))),
    }


def _day(rng: np.random.Generator, seen: datetime) -> dict[str, Any]:
    day = date(2026, 5, 1) + timedelta(days=int(rng.integers(5)))
    kind = str(rng.choice(["per_day", "per_day", "point_in_time"]))
    site = rng.random() < 0.3
    return {
        "subject_type": "site" if site else "account",
        "subject_id": "a1",
        "metric": str(rng.choice(["impressions", "followers", "sessions"])),
        "value": _maybe(rng, float(rng.integers(50))),
        "kind": kind,
        "window_start": day,
        "window_end": day if rng.random() < 0.8 else None,
        "additive": kind == "per_day",
        "scope": str(rng.choice(["all", "unknown", "paid"])),
        "breakdown": '{"source":"été"}' if site and rng.random() < 0.5 else "",
        "partial_day": bool(rng.random() < 0.2),
        "as_of": seen + timedelta(minutes=int(rng.integers(3))),
    }


def _payment(rng: np.random.Generator, seen: datetime) -> dict[str, Any]:
    gift = int(rng.integers(12))
    type_ = str(rng.choice(["donation", "donation", "sale", "refund", "fee"]))
    gross = Decimal(int(rng.integers(100, 9000))) / 100 * (-1 if type_ == "refund" else 1)
    return {
        "provider": str(rng.choice(["stripe", "donorbox", "paypal"])),
        "transaction_id": f"t{gift}-{type_}",
        "same_as": _maybe(rng, f"stripe:t{gift}-donation"),
        "type": type_,
        "status": str(rng.choice(["succeeded", "succeeded", "succeeded", "refunded", "failed"])),
        "gross": _maybe(rng, gross),
        "fee": _maybe(rng, Decimal("0.35")),
        "net": _maybe(rng, gross - Decimal("0.35")),
        "refunded": Decimal(1) if rng.random() < 0.2 else None,
        "currency": str(rng.choice(["EUR", "EUR", "USD"])),
        "campaign": _maybe(rng, _word(rng)),
        "occurred_at": _maybe(rng, seen - timedelta(days=gift)),
        "as_of": seen,
    }


def _spend(rng: np.random.Generator, seen: datetime) -> dict[str, Any]:
    start = date(2026, 5, 1) + timedelta(days=int(rng.integers(20)))
    daily = rng.random() < 0.5
    return {
        "level": str(rng.choice(["campaign", "ad"])),
        "entity_id": f"e{rng.integers(3)}",
        "date": start if daily else None,
        "window_start": None if daily else start,
        "window_end": None if daily else start + timedelta(days=int(rng.integers(1, 9))),
        "spend": Decimal(int(rng.integers(1, 500))) / 100,
        "impressions": _maybe(rng, int(rng.integers(1000))),
        "currency": str(rng.choice(["EUR", "USD"])),
        "as_of": seen,
    }
