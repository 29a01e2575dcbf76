from tests.delivery.conftest import action, group, of_group, of_office, office, report  # noqa: F401  # the same forum
