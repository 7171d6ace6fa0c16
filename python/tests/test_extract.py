"""One article, many articles: rows, errors, threads."""

from __future__ import annotations

import copy
import dataclasses
import datetime
import pickle
import threading
import time

import pytest
import udsagn

BRO = "»Broen åbner i maj«, sagde borgmester Ida Holm i går."


def dicts(statements):
    return [row.to_dict() for row in statements]


def test_rows_are_those_of_the_command(articles, rows):
    """All fields of all rows, of every annotated article."""
    found = udsagn.extract_many(articles, threads=2)
    assert found.articles == len(articles)
    assert set(rows[0]) == set(udsagn.FIELDS)
    assert dicts(found) == rows


def test_one_by_one_gives_the_same(articles, rows):
    found = []
    for article in articles:
        known = dict(article)
        found += dicts(udsagn.extract(known.pop("text"), known.pop("title"), known.pop("published"), **known))
    assert found == rows


@pytest.mark.parametrize("threads", [1, 3, 8])
def test_threads_change_nothing(articles, rows, threads):
    assert dicts(udsagn.extract_many(iter(articles), threads=threads)) == rows


def test_offsets_are_indices_of_str():
    text = "😀 Ææ. »Broen lukker«, siger borgmester Ida Holm."
    (row,) = udsagn.extract(text)
    assert [text[start:end] for start, end in row.parts] == ["Broen lukker"]
    assert text[slice(*row.cue_span)] == "siger"
    assert text[slice(*row.mention_span)] == row.mention


def test_a_row_is_a_dataclass():
    (row,) = udsagn.extract(BRO, published=datetime.date(2024, 3, 13), title="Broen")
    assert row.published == datetime.date(2024, 3, 13)
    assert (row.date, row.title) == ("2024-03-12", "Broen")
    assert [field.name for field in dataclasses.fields(row)] == list(udsagn.FIELDS)
    assert pickle.loads(pickle.dumps(row)) == row == copy.copy(row)
    assert len({row, copy.copy(row)}) == 1
    assert dataclasses.replace(row, speaker="Bo Kjær") != row
    with pytest.raises(dataclasses.FrozenInstanceError):
        row.speaker = "Bo"
    assert repr(row) == "<Ida Holm sagde (direct, state, neutral, 2024-03-12): »Broen åbner i maj«>"


@pytest.mark.parametrize("day", ["2024-03-13", "13. marts 2024", datetime.date(2024, 3, 13), datetime.datetime(2024, 3, 13, 9)])
def test_days_of_publication(day):
    assert udsagn.extract(BRO, published=day)[0].date == "2024-03-12"


def test_language():
    norsk = "– Broen åpner i mai, sier ordfører Ida Holm til avisen. Hun mener at det ikke er noe å vente på."
    assert {row.language for row in udsagn.extract(norsk)} == {"nb"}
    assert {row.language for row in udsagn.extract(norsk, language="da")} <= {"da"}
    with pytest.raises(ValueError, match='no such language: "sv"; there are da, nb'):
        udsagn.extract(BRO, language="sv")


def test_rows_of_low_confidence_are_left_out(articles, rows):
    found = udsagn.extract_many(articles, min_confidence=0.9)
    assert dicts(found) == [row for row in rows if row["confidence"] >= 0.9]
    assert 0 < len(found) < len(rows)


@pytest.mark.parametrize(
    ("text", "published", "message"),
    [("", None, "bro: empty"), (" \n", None, "bro: empty"), (BRO, "i går", "bro: published is no date"), ("\ud800", None, "bro: ")],
)
def test_one_bad_article(text, published, message):
    with pytest.raises(udsagn.ArticleError, match=message) as raised:
        udsagn.extract(text, published=published, id="bro")
    assert raised.value.article == "bro"
    assert pickle.loads(pickle.dumps(raised.value)).message == raised.value.message
    assert isinstance(raised.value, ValueError)


BAD = [None, 5, {"id": "a"}, {"id": "b", "text": None}, {"id": "c", "text": 7}, "", "\udfff"]
BAD_IDS = ["1", "2", "a", "b", "c", "6", "7"]


def test_bad_articles_cost_only_themselves():
    found = udsagn.extract_many([BRO, *BAD, BRO], errors="collect")
    assert [row.article for row in found] == ["0", "8"]
    assert [error.article for error in found.errors] == BAD_IDS
    assert [error.number for error in found.errors] == list(range(1, 8))
    assert found.articles == 9
    assert repr(found) == "<2 statements of 9 articles, 7 could not be read>"


@pytest.mark.parametrize("bad", BAD)
def test_the_first_bad_article_is_raised(bad):
    with pytest.raises(udsagn.ArticleError) as raised:
        udsagn.extract_many([BRO] * 300 + [bad] + [""] * 300, threads=2)
    assert raised.value.number == 300


def test_a_day_that_is_none_is_told_and_costs_nothing():
    articles = [{"text": BRO, "published": "i går", "id": "bro"}, {"text": BRO, "published": ""}]
    with pytest.warns(UserWarning, match="bro: published is no date that can be read: 'i går'"):
        found = udsagn.extract_many(articles)
    assert [row.published for row in found] == [None, None]


def test_keys_of_mappings_by_name():
    articles = [{"indlæg": BRO, "nr": 7, "dag": datetime.date(2024, 3, 13), "text": None}]
    (row,) = udsagn.extract_many(articles, text="indlæg", id="nr", published="dag")
    assert (row.article, row.date) == ("7", "2024-03-12")


def test_what_the_input_raises_comes_through():
    def articles():
        yield BRO
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        udsagn.extract_many(articles())


@pytest.mark.parametrize("wrong", [BRO, BRO.encode(), {"text": BRO}, 5, None])
def test_what_is_no_input_is_told(wrong):
    with pytest.raises(TypeError):
        udsagn.extract_many(wrong)


@pytest.mark.parametrize("wrong", [{"threads": 0}, {"threads": 5000}, {"min_confidence": 2}, {"errors": "ignore"}])
def test_options_that_cannot_be_used(wrong):
    with pytest.raises(ValueError):
        udsagn.extract_many([BRO], **wrong)


def test_a_sequence():
    found = udsagn.extract_many([BRO, BRO, BRO])
    assert len(found) == 3
    assert [row.article for row in found[1:]] == ["1", "2"]
    assert found[-1].article == "2"
    assert found[0] in found
    for outside in (3, -4):
        with pytest.raises(IndexError):
            found[outside]
    assert not udsagn.extract_many([])


def test_other_threads_of_python_run_meanwhile(articles):
    """While one thread is inside, this one counts; were the GIL held, it could not."""
    inside = threading.Event()
    many = [article["text"] for article in articles] * 20

    def work():
        inside.set()
        udsagn.extract_many(many, threads=1)
        inside.clear()

    thread = threading.Thread(target=work)
    thread.start()
    inside.wait()
    longest, last = 0.0, time.monotonic()
    turns = 0
    while inside.is_set():
        now = time.monotonic()
        longest, last = max(longest, now - last), now
        turns += 1
        time.sleep(0.001)
    thread.join()
    alone = time.monotonic()
    udsagn.extract_many(many, threads=1)
    alone = time.monotonic() - alone
    assert turns > 20
    assert longest < alone / 3


def test_it_can_be_interrupted(tmp_path):
    """Ctrl-C ends a long run at once."""
    import signal
    import subprocess
    import sys

    program = (
        # A shell that starts a test in the background has Python ignore the signal.
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import itertools, udsagn\n"
        "print('ready', flush=True)\n"
        f"udsagn.extract_many(itertools.repeat({BRO!r}), threads=2)\n"
    )
    running = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout.readline() == b"ready\n"
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    try:
        _, told = running.communicate(timeout=30)
    finally:
        running.kill()
    assert running.returncode != 0
    assert b"KeyboardInterrupt" in told
