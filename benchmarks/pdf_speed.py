"""How many pages of PDF are read in a second of processor time, and in how much memory.

    python benchmarks/pdf_speed.py [--pages 200]

The pages are made here by reportlab: A4, text of 9 points, in one, two and three columns, with
running heads and page numbers, a tenth of them references. They are read in this process, without
the one that `refcheck` reads PDFs in (it costs a tenth of a second a run).
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import time

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from refcheck.readers.pdf.text import render_pdf

TEXT = (
    "ketamine depression trial patients dose effect within hours after the infusion of a placebo "
    "was seen in most groups and lasted for days randomised controlled studies report that "
    "suicidal ideation scores fell by half compared with baseline (95% CI 0.41-0.78), p < 0.05"
)
WORDS = TEXT.split()
WIDTH, HEIGHT = A4
MARGIN, GAP = 45, 20


def paragraph(rng: random.Random, length: int) -> str:
    """Words without sense, as many as a paragraph has."""
    return (" ".join(rng.choice(WORDS) for _ in range(length)) + ".").replace("<", "&lt;")


def reference(rng: random.Random, number: int) -> str:
    """A reference that no one wrote."""
    names = ", ".join(f"{rng.choice(WORDS).title()} {chr(65 + number % 26)}" for _ in range(4))
    title = " ".join(rng.choice(WORDS[:20]) for _ in range(12))
    return f"[{number}] {names}. {title}. J Affect Disord. 2014;{number}:24-35."


def article(columns: int, pages: int) -> bytes:
    """A PDF of about as many pages."""
    rng = random.Random(columns)
    width = (WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns
    frames = [
        Frame(MARGIN + n * (width + GAP), 55, width, HEIGHT - 115, id=str(n))
        for n in range(columns)
    ]

    def furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Times-Italic", 8)
        canvas.drawString(MARGIN, HEIGHT - 40, "Smith and Jones / Journal of Examples 12 (2014)")
        canvas.drawCentredString(WIDTH / 2, 30, str(document.page))

    stream = io.BytesIO()
    document = BaseDocTemplate(stream, pagesize=A4)
    document.addPageTemplates([PageTemplate("page", frames, onPage=furniture)])
    text = ParagraphStyle("text", fontName="Times-Roman", fontSize=9, leading=10.8, alignment=4)
    entry = ParagraphStyle("entry", parent=text, leftIndent=14, firstLineIndent=-14)
    story = [Paragraph(paragraph(rng, 140), text) for _ in range(int(pages * 0.9 * 6.5))]
    story += [Paragraph(reference(rng, n), entry) for n in range(1, pages * 4)]
    document.build(story)
    return stream.getvalue()


def main() -> None:
    """Measure, and print a line for each number of columns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    arguments = parser.parse_args()
    for columns in (1, 2, 3):
        content = article(columns, arguments.pages)
        began = time.process_time()
        document = render_pdf("article.pdf", content)
        spent = time.process_time() - began
        pages = len(document.page_starts)
        print(
            f"{columns} columns: {pages} pages, {len(document.text) / pages:.0f} characters each, "
            f"{pages / spent:.0f} pages a second"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"peak memory, with the making of the PDFs: {peak:.0f} MB")


if __name__ == "__main__":
    main()
