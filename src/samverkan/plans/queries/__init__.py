"""What can be read of the agreement; what other rooms ask for stands here by name."""

from samverkan.plans.queries.evidence import (
    Next,
    RunOut,
    agreement_evidence,
    joint_stages,
    next_for,
    run_out,
)
from samverkan.plans.queries.signing import open_signing

__all__ = ["Next", "RunOut", "agreement_evidence", "joint_stages", "next_for", "open_signing", "run_out"]
