"""The columns every dataset has once read; the same table stands in docs/architecture.md."""

import pyarrow as pa

INCIDENTS = pa.schema(
    [
        pa.field("row", pa.int64(), nullable=False),
        pa.field("type", pa.string(), nullable=False),
        ("code", pa.string()),
        ("start", pa.timestamp("us")),
        ("end", pa.timestamp("us")),
        ("x", pa.float64()),
        ("y", pa.float64()),
        ("area", pa.string()),
        ("indoors", pa.bool_()),
        ("sex", pa.string()),
        ("age_group", pa.string()),
        ("place_type", pa.string()),
    ]
)

FIGURES = pa.schema(
    [
        pa.field("area", pa.string(), nullable=False),
        ("area_code", pa.string()),
        pa.field("type", pa.string(), nullable=False),
        ("year", pa.int32()),
        ("month", pa.int32()),
        pa.field("preliminary", pa.bool_(), nullable=False),
        pa.field("measure", pa.string(), nullable=False),
        ("value", pa.float64()),
        ("sex", pa.string()),
        ("age_group", pa.string()),
        ("respondents", pa.int64()),
    ]
)
