# SPDX-License-Identifier: Apache-2.0
"""The visible text of a saved page, line by line.

A plain stand-in for the engine's page reader, so that the sample data can be made and checked without it: every
visible block is one line, nothing is judged. Bytes are decoded as the page declares.
"""
import html.parser
import re

HIDDEN = {"script", "style", "title", "textarea", "select", "option"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "button", "div", "dl", "dt", "dd", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "input", "label", "li", "main", "nav", "ol",
    "p", "section", "table", "tbody", "td", "th", "time", "tr", "ul",
}


def decode(data):
    """The text of a page's bytes, by its declared charset, UTF-8 where it declares none."""
    declared = re.search(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", data[:2048], re.I)
    return data.decode(declared.group(1).decode("ascii") if declared else "utf-8")


class _Visible(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.hidden = 0

    def handle_starttag(self, tag, attrs):
        if tag in HIDDEN:
            self.hidden += 1
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag):
        if tag in HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag, attrs):
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data):
        if not self.hidden:
            # a line break in the source is a space on the screen
            self.parts.append(re.sub(r"[\s\u00a0]+", " ", data))


def visible_lines(data):
    """The non-blank visible lines of a page given as bytes."""
    parser = _Visible()
    parser.feed(decode(data))
    parser.close()
    lines = (re.sub(r" +", " ", line).strip() for line in "".join(parser.parts).split("\n"))
    return [line for line in lines if line]
