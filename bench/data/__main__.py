"""`python -m bench.data ROWS`: write the files with so many incidents, if they are not there, and print where."""

import json
import sys

from bench.data.files import files

found = files(int(sys.argv[1]))
print(json.dumps({name: str(getattr(found, name)) for name in ("csv", "parquet", "population")}))
