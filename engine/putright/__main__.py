"""`python -m putright`: the command line."""

from putright.cli import main

raise SystemExit(main())
