from tests.house import house

__all__ = ["house"]  # a forum with an edition in every state, and what each address is opened with
