from __future__ import annotations

import pytest

from tests.plans.imports.building import word, xlsx


@pytest.fixture(params=[xlsx, word], ids=["Excel", "Word"])
def made(request):
    """The same rows as a workbook and as a document."""
    return request.param
