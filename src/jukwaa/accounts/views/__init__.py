from jukwaa.accounts.views.proving import lead_to_proof, needs_reauthentication, prove_at, why_unproven

__all__ = ["lead_to_proof", "needs_reauthentication", "prove_at", "why_unproven"]
