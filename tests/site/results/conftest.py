from tests.results.conftest import action, group, indicator, led_by_two, of_group, of_office, office, second  # noqa: F401  # the same forum
