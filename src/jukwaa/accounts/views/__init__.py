from jukwaa.accounts.views.proving import needs_reauthentication

__all__ = ["needs_reauthentication"]
