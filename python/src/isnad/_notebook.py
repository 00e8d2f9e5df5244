# SPDX-License-Identifier: Apache-2.0
"""A reading in a notebook: the text from right to left with its acts marked, then the acts, word and status first."""
from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from isnad.reading import Claim, Party, Reading

# Marks that turn the direction of a line: an article's text must not turn the page around it.
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def _safe(text: str) -> str:
    return escape(text.translate(_TURNS))


def _names(parties: list[Party]) -> str:
    return " + ".join("<bdi>%s</bdi>" % _safe(p.name) for p in parties)


def _marked(reading: Reading) -> str:
    pieces, at = [], 0
    for claim in sorted(reading.claims, key=lambda c: c.trigger):
        start, end = claim.trigger
        if start < at:
            continue
        title = "%s, %s" % (claim.type, claim.status)
        pieces += [_safe(reading.text[at:start]),
                   '<mark title="%s">%s</mark>' % (_safe(title), _safe(reading.text[start:end]))]
        at = end
    return "".join([*pieces, _safe(reading.text[at:])]).replace("\n", "<br>")


def _row(claim: Claim) -> str:
    chain = _names(claim.effective_sources) or "—"
    return "<tr>" + "".join("<td>%s</td>" % cell for cell in (
        chain, _safe(claim.status + (" (%s)" % claim.qualifier if claim.qualifier else "")),
        _safe(claim.type + ("/" + claim.mode if claim.mode else "")), _names(claim.actors), _names(claim.recipients),
        _safe(claim.date or ""), _safe(claim.sentence))) + "</tr>"


def html_of(reading: Reading) -> str:
    """HTML without script or style sheet; every word of the text is escaped."""
    head = "".join("<th>%s</th>" % name for name in (
        "على ذمة", "الحال", "الفعل", "من", "تجاه", "متى", "الجملة"))
    rows = "".join(_row(claim) for claim in reading.claims)
    return ('<div dir="rtl" lang="ar"><p>%s</p><table><thead><tr>%s</tr></thead><tbody>%s</tbody></table></div>'
            % (_marked(reading), head, rows))
