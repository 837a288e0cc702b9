"""What all charts over time share: paper, pens, and the colours of the page they stand on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

import vl_convert

WIDTH, HEIGHT = 440, 210
VEGA_LITE = "6.4"
_LOCALES: dict[str, Literal["en-GB", "fr-FR"]] = {"en": "en-GB", "fr": "fr-FR"}

# Written as these colours, then replaced by the page's own, so that one drawing fits light and dark.
_INKS = {
    "#010101": "var(--pf-ink, #333)",
    "#020202": "var(--pf-muted, #666)",
    "#030303": "var(--pf-line, #ccc)",
    "#040404": "var(--pf-before, #777)",
    "#050505": "var(--pf-after, #c2410c)",
    "#060606": "var(--pf-gap, #ddd)",
}
INK, MUTED, LINE, BEFORE, AFTER, GAP = _INKS


def drawn(layers: Iterable[dict[str, Any]], lang: str) -> str:
    """Layers of a Vega-Lite drawing as an SVG element of at most 440 user units' width; empty layers are left out."""
    svg = vl_convert.vegalite_to_svg(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "width": WIDTH,
            "height": HEIGHT,
            "autosize": {"type": "fit", "contains": "padding"},
            "background": "transparent",
            "config": _config(),
            "layer": [layer for layer in layers if layer["data"]["values"]],
        },
        vl_version=VEGA_LITE,
        format_locale=_LOCALES[lang],
        time_format_locale=_LOCALES[lang],
    )
    return _fitted(svg)


def instant(at: datetime) -> int:
    """Milliseconds since 1970, as the drawing counts time."""
    return round(at.timestamp() * 1000)


def _config() -> dict[str, Any]:
    text = {"labelColor": MUTED, "labelFontSize": 12, "titleColor": MUTED, "font": "sans-serif"}
    axis = {**text, "gridColor": LINE, "domainColor": LINE, "tickColor": LINE, "labelFont": "sans-serif"}
    return {"view": {"stroke": None}, "axis": axis, "aria": False}


def _fitted(svg: str) -> str:
    """Scales with its column, takes the page's colours, and carries no decimals nobody can see."""
    for written, shown in _INKS.items():
        svg = svg.replace(f'"{written}"', f'"{shown}"')
    svg = re.sub(r"(\d+\.\d\d)\d+", r"\1", svg)
    svg = re.sub(r' (?:aria-[a-z]+|role|pointer-events|xmlns:xlink|class)="[^"]*"', "", svg)
    head = '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false" class="pf-svg"'
    return re.sub(r'^<svg xmlns="[^"]*" version="1.1" width="\d+" height="\d+"', head, svg, count=1)
