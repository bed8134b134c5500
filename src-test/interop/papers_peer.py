"""Reads our printed pages with pypdf: pages, their size, and every word that must stand there."""

import json
import re
import sys

from pypdf import PdfReader


def flat(text):
    """Lines are broken where they are full, so blanks do not count."""
    return re.sub(r"\s+", "", text)


found = 0
for paper in json.load(open(sys.argv[1] + "/papers.json", encoding="utf-8")):
    reader = PdfReader(paper["file"], strict=True)
    pages = len(reader.pages)
    if pages < paper["pages"]:
        sys.exit(f"{paper['file']}: {pages} pages, and {paper['pages']} or more are due")
    texts = [page.extract_text() for page in reader.pages]
    for n, page in enumerate(reader.pages):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        if abs(width - 595.28) > 0.1 or abs(height - 841.89) > 0.1:
            sys.exit(f"{paper['file']}: page {n + 1} is {width} x {height} points, and no A4")
        if flat(f"Page {n + 1} of {pages}") not in flat(texts[n]):
            sys.exit(f"{paper['file']}: page {n + 1} lacks its number")
    whole = flat(" ".join(texts))
    for word in paper["words"]:
        if flat(word) not in whole:
            sys.exit(f"{paper['file']}: \"{word}\" is not on it:\n" + "\n".join(texts))
        found += 1
    if not reader.metadata or not reader.metadata.title:
        sys.exit(f"{paper['file']}: it has no title")
    # Nothing leaves the page: every text begins inside the margins and ends before the edge.
    for page in reader.pages:
        def visit(text, cm, tm, font, size):
            if text.strip() and not (40 < tm[4] < 560 and 30 < tm[5] < 842):
                sys.exit(f"{paper['file']}: \"{text}\" stands at {tm[4]}, {tm[5]}")
        page.extract_text(visitor_text=visit)
print(f"papers: {found} words and figures found by pypdf on pages that are as they should be")
