"""cfn-lint, whose script would begin with the path of the folder that the environment was made in. Usage: lint.py OPTION…"""

import sys

from cfnlint.runner import main

sys.exit(main())
