"""Says which packages of the lock file are missing here or have another version. Usage: installed.py LOCK_FILE"""

import re
import sys
from importlib.metadata import PackageNotFoundError, version

WRONG = []
for name, wanted in re.findall(r"^([\w.-]+)==([\w.]+)", open(sys.argv[1], encoding="utf-8").read(), re.MULTILINE):
    try:
        found = version(name)
    except PackageNotFoundError:
        found = "nothing"
    if found != wanted:
        WRONG.append(f"{name} is {found}, {wanted} is locked")
if WRONG:
    sys.exit("; ".join(WRONG[:3]) + (f"; and {len(WRONG) - 3} more" if len(WRONG) > 3 else ""))
