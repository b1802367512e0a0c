"""Checks a PDF as an archive file (PDF/A-2b) and prints what it says of itself as JSON."""

import json
import sys

import pikepdf
from pikepdf.pdfa import validate_written

report = validate_written(sys.argv[1], "2b")
with pikepdf.open(sys.argv[1]) as pdf:
    meta = pdf.open_metadata()
    print(
        json.dumps(
            {
                "is_valid": report.passed,
                "findings": [str(it) for it in report.findings],
                "n_pages": len(pdf.pages),
                "title": meta.get("dc:title", ""),
                "identifier": meta.get("dc:identifier", ""),
                "language": str(pdf.Root.get("/Lang", "")),
            }
        )
    )
