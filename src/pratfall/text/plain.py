"""Text made comparable: lower case, no accents, no links, no names, straight apostrophes, single spaces."""

from __future__ import annotations

import re

ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
# Without a scheme only endings that are no words: "site.com/page", never "fin.Le".
ENDING = r"\.(?:com|org|net|fr|eu|be|ch|ca|ly|co|io|info|gl|tv|uk|app|shop)\b"
DOMAIN_END = re.compile(ENDING)
DOMAIN = re.compile(rf"\b[\w-]+(?:\.[\w-]+)*{ENDING}(?:/\S*)?")
MARKUP = re.compile(r"<[^<>]{1,300}>|&(?:#39|apos|quot|amp|lt|gt|nbsp);")
NAME = re.compile(r"@[\w.@-]+")
ACCENTED = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ"
STRAIGHT = str.maketrans(
    {
        **dict(zip(ACCENTED, "aaaaaaceeeeiiiinooooouuuuyy", strict=True)),
        **dict.fromkeys("\u0300\u0301\u0302\u0303\u0308\u0327"),  # accents written as characters of their own
        "œ": "oe",
        "æ": "ae",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "‑": "-",
        "\ufeff": " ",
        "\u200b": None,
    }
)
ENTITY = {"&#39;": "'", "&apos;": "'", "&quot;": '"', "&amp;": "&", "&lt;": "<", "&gt;": ">"}


def folded(text: str) -> str:
    """Lower case without accents, and with typewriter quotes: "Été" and "ete" are one word here."""
    text = text.lower()
    return text if text.isascii() else text.translate(STRAIGHT)


def plain(text: str) -> str:
    """`text` as the rules want it. Links vanish, so that an address never counts as words."""
    text = folded(text)
    if "<" in text or "&" in text:
        text = MARKUP.sub(lambda m: ENTITY.get(m[0], " "), text)
    if "://" in text or "www." in text:
        text = ADDRESS.sub(" ", text)
    if DOMAIN_END.search(text):
        text = DOMAIN.sub(" ", text)
    if "@" in text:
        text = NAME.sub(" ", text)
    return " ".join(text.replace("#", " ").split())
