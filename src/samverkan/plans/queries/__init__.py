"""What can be read of the agreement; what other rooms ask for stands here by name."""

from samverkan.plans.queries.evidence import (
    Next,
    RunOut,
    agreement_evidence,
    joint_stages,
    next_for,
    run_out,
)

__all__ = ["Next", "RunOut", "agreement_evidence", "joint_stages", "next_for", "run_out"]
