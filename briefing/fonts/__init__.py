"""The briefing's own fonts: found, checked, announced to fontconfig and matplotlib, never left to chance.

A machine without Chinese fonts raises nothing by itself and prints boxes, so every page goes through here.

Contract for whoever lays out or draws
--------------------------------------
1. Call `prepare()` before WeasyPrint is imported. It finds the font folder (`$BRIEFING_FONTS`, else `.fonts/` of the
   checkout, else the user's data folder), writes a fontconfig file that knows that folder only, and sets
   FONTCONFIG_FILE. Idempotent. Raises ConfigurationError with the command to run when the folder is missing or damaged.
2. `stacks()` gives the CSS `font-family` value of each role; use nothing else, page margin boxes included. There is no
   synthetic bold and no italic, so ask only for the weights that exist:

   ============  ======================================================  ============================================
   role          for                                                     weights
   ============  ======================================================  ============================================
   ``title``     masthead and title (like 小标宋)                         700: always write ``font-weight: 700``
   ``body``      paragraphs (仿宋)                                        400; emphasis inside takes role heading1
   ``heading1``  一、 and words emphasised in the body (黑体)              400
   ``heading2``  （一） (楷体)                                             400
   ``table``     tables, notes, sources (宋体)                            400 and 700
   ``label``     charts, page numbers, flags, small labels (sans-serif)  400 and 700
   ============  ======================================================  ============================================

   Digits and Latin of the serif roles come from `Briefing Latin` (Times-like; ASCII and ± × ≤ ≥ − ² only), which stands
   first in the stack: no `unicode-range` and no `@font-face` is needed. 方正小标宋, 仿宋_GB2312, 黑体 and 楷体_GB2312
   are preferred when the system has their files.
3. Charts: `matplotlib_families()` registers the label faces and returns the list for `rcParams["font.family"]`. With
   `svg.fonttype: none` the SVG names the same families, which fontconfig then resolves on the page.
4. `missing_characters(text)` lists characters that no face has (emoji, private use, other scripts): replace them.
   All common ideographs of GB 18030 exist, and ● ▲ ▼ ◐ ○ ✓ ≥ ≤ ≈ ① 〔 — “ ” ² ㎡ ·

The folder is built once by `python -m briefing.fonts` (bin/briefing does it).
"""

from __future__ import annotations

from briefing.fonts.coverage import missing_characters
from briefing.fonts.faces import stacks
from briefing.fonts.fontconfig import prepare
from briefing.fonts.plotting import matplotlib_families

__all__ = ["matplotlib_families", "missing_characters", "prepare", "stacks"]
