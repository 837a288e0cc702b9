"""`python -m pratfall`: the command line, where no script is on the path."""

import sys

from pratfall.cli import main

sys.exit(main())
