"""The tools of the house do what they say: rows are known, counts are kept, servers are lent."""

from types import SimpleNamespace
from typing import Any

import pytest

from tools import browser, rows, suite


def test_an_unknown_row_stops_the_collection():
    item: Any = SimpleNamespace(
        nodeid="tests/x.py::test_y",
        user_properties=[],
        iter_markers=lambda name: [SimpleNamespace(args=("S3.9", "S9.9"))],
    )

    with pytest.raises(pytest.UsageError) as raised:
        rows.note_rows([item])

    assert str(raised.value) == "Not in docs/rows.txt: tests/x.py::test_y names the row 'S9.9'"


def test_a_test_that_failed_once_stays_failed(tmp_path):
    path = tmp_path / "rows.json"

    rows.keep(path, {"S3.9": {"a": rows.FAILED, "b": rows.PASSED}})
    rows.keep(path, {"S3.9": {"a": rows.PASSED}, "G5": {"c": rows.PASSED}})

    assert path.read_text().replace("\n", "").replace(" ", "") == (
        '{"G5":{"c":"passed"},"S3.9":{"a":"failed","b":"passed"}}'
    )


def test_the_table_tells_what_is_shown_and_what_fails():
    drawn = rows.table(
        {"INV-18": {"tests/a.py::x": rows.PASSED}, "INV-19": {"tests/b.py::y": rows.FAILED}}
    )

    assert "  INV-18  1 passed   a.py" in drawn.splitlines()
    assert "  INV-19  1 failed   b.py" in drawn.splitlines()
    assert "  1 of 22 shown" in drawn.splitlines()


def test_the_suite_counts_by_the_report(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="9" failures="1" errors="2" skipped="3"/>')

    with pytest.raises(SyntaxError):
        suite.counts_in(report)

    report.write_text(report.read_text() + "</testsuites>")

    assert suite.counts_in(report) == (3, 3, 3)


def test_the_last_words_say_loudly_what_was_left_out():
    tally = suite.Tally(passed=5)
    tally.leave_out("the browser journeys: no Chromium here.")

    said = list(suite.last_words(tally))

    assert "║  - the browser journeys: no Chromium here." in said
    assert said[-1] == "5 passed, 0 failed, 1 skipped"


def test_a_browser_that_does_not_start_is_none(monkeypatch, tmp_path):
    monkeypatch.setenv("GOLDENTHREAD_CHROMIUM", str(tmp_path / "nothing-here"))

    assert browser.chromium() is None
