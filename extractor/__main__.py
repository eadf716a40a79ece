"""``python -m extractor``: the same as the command ``jianbao``."""

from extractor.cli import main

raise SystemExit(main())
