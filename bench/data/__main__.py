"""`python -m bench.data ROWS`: write the files with so many incidents, if they are not there, and print where."""

import json
import sys

from bench.data.files import files

found = files(int(sys.argv[1]))
print(
    json.dumps(
        {
            "CSV": [str(found.csv), str(found.people_csv)],
            "Parquet": [str(found.parquet), str(found.people_parquet)],
        }
    )
)
