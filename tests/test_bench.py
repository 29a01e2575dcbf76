from __future__ import annotations

import json

import pytest

from bench.__main__ import Result
from bench.measure import Benchmark, Measured, cpu_seconds, query_count
from jukwaa.places.models import Area


def result(value, limit, beside=None):
    return Result(Benchmark("a page", "ms", limit, lambda: Measured(value)), Measured(value, beside))


def test_a_limit_is_an_upper_bound():
    assert result(150, 150).within
    assert not result(150.1, 150).within
    assert "PAST ITS LIMIT" in result(150.1, 150).line()


def test_a_row_of_bench_json_has_its_five_parts():
    row = json.loads(json.dumps(result(1.23456, 2).row()))
    assert row == {"name": "a page", "value": 1.2346, "unit": "ms", "limit": 2, "beside": None}


@pytest.mark.django_db
def test_queries_are_counted():
    assert query_count(lambda: [Area.objects.count() for _ in range(3)]) == 3


def test_cpu_time_grows_with_the_work():
    assert cpu_seconds(lambda: sum(range(2_000_000)), 3) > cpu_seconds(lambda: sum(range(2_000)), 3)
