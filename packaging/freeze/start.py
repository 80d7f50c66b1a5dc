"""Where a frozen program begins."""

import sys

from unwrapped_desktop.__main__ import main

sys.exit(main())
