#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`isnad watch` against feeds that a server on this machine plays, by way of a proxy, so that hosts keep their names.

  eval/watch.py day PROGRAM NEWS.jsonl.gz [--date D] [--speed N]   a day of dated articles appears in the feeds of their
      outlets, N times as fast as it was; the watch is killed some times. Its store is compared with that of reading the
      same pages at once: documents, versions, texts, claims, stories.
  eval/watch.py feeds PROGRAM [--feeds N] [--seconds S]            N feeds on hosts of their own, each looked at every
      minute, with a new article in every tenth look: share of a core and peak memory of the watch.

NEWS: one object a line with url, outlet, date (ISO), title, text; what SaudiNewsNet was made into.
"""
import argparse
import collections
import gzip
import hashlib
import html
import http.server
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

SHOWN = 60  # entries that a feed holds


def page_of(article):
    text = "".join("<p>%s</p>" % html.escape(p) for p in article["text"].split("\n") if p.strip())
    return ("<!doctype html><html lang=ar><head><meta charset=utf-8><title>%s</title></head><body><article><h1>%s</h1>%s"
            "</article></body></html>" % (html.escape(article["title"]), html.escape(article["title"]), text))


def feed_of(name, articles):
    items = "".join("<item><title>%s</title><link>%s</link><pubDate>%sT00:00:00Z</pubDate><description>%s</description>"
                    "</item>" % (html.escape(a["title"]), html.escape(a["url"]), a["date"],
                                 html.escape(a["text"][:120])) for a in articles)
    return "<?xml version='1.0'?><rss version='2.0'><channel><title>%s</title>%s</channel></rss>" % (name, items)


class Proxy:
    """Answers for every host: `find(url)` gives the body of an address, or None."""

    def __init__(self, find):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                body = find(self.path)
                etag = body and '"%s"' % hashlib.sha1(body).hexdigest()
                same = etag and self.headers.get("If-None-Match") == etag
                self.send_response(404 if body is None else 304 if same else 200)
                if etag:
                    self.send_header("ETag", etag)
                if not same:
                    self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                if body and not same:
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        class Quiet(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 256

            def handle_error(self, *_):
                pass

        self.server = Quiet(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = "http://127.0.0.1:%d" % self.server.server_address[1]


def address(url):
    """As it is asked for."""
    return quote(url.split("#")[0], safe="%/:=&?~#+!$,;'@()*[]")


def rows(store, sql):
    with sqlite3.connect(store) as db:
        return sorted(db.execute(sql).fetchall(), key=repr)


def content(program, store):
    stories = collections.defaultdict(set)
    subprocess.run([program, "stories", "--store", store, "--most", "1"], stdout=subprocess.DEVNULL, check=True)  # places
    for key, story in rows(store, "SELECT d.key, p.story FROM placements p JOIN documents d ON d.id = p.document"):
        stories[story].add(key)
    return {"documents": rows(store, "SELECT key, outlet, url FROM documents"),
            "versions": rows(store, "SELECT d.key, v.number, v.content_sha256, v.published, v.title FROM versions v JOIN "
                                    "documents d ON d.id = v.document"),
            "claims": rows(store, "SELECT d.key, c.event_id, c.type, c.mode, c.status, c.qualifier, c.basis, c.date FROM "
                                  "claims c JOIN versions v ON v.id = c.version JOIN documents d ON d.id = v.document"),
            "stories": sorted(sorted(s) for s in stories.values())}


def day(args):
    articles = [json.loads(line) for line in gzip.open(args.news, "rt", encoding="utf8")]
    articles = [a for a in articles if a["date"] == args.date and a["text"].strip() and a["title"].strip()]
    random.Random(1).shuffle(articles)
    for i, a in enumerate(articles):
        a["url"] = address(a["url"])
        a["at"] = 86400 * i / len(articles)
    pages = {a["url"]: page_of(a).encode() for a in articles}
    outlets = sorted({a["outlet"] for a in articles})
    by_outlet = {"http://feeds.%s.example/rss" % o: [a for a in articles if a["outlet"] == o] for o in outlets}
    began = time.monotonic()

    def find(url):
        if url in pages:
            return pages[url]
        if url not in by_outlet:
            return None
        now = (time.monotonic() - began) * args.speed
        shown = [a for a in by_outlet[url] if a["at"] <= now]
        return feed_of(re.split(r"[./]", url)[3], reversed(shown[-SHOWN:])).encode()

    proxy = Proxy(find)
    folder = Path(tempfile.mkdtemp(prefix="isnad-watch-"))
    sources = folder / "sources.toml"
    sources.write_text('[watch]\nproxy = "%s"\npace = "0s"\nevery = "1s"\ntext = "page"\nrecheck = []\n' % proxy.address +
                       "".join('[[feed]]\nname = "%s"\nurl = "%s"\noutlet = "%s"\n' % (o, u, o)
                               for o, u in zip(outlets, by_outlet)), encoding="utf8")
    watched, at_once = str(folder / "watched.db"), str(folder / "once.db")
    command = [args.program, "watch", str(sources), "--store", watched]
    log = open(folder / "log", "wb")
    length = 86400 / args.speed
    kills = sorted(random.Random(2).uniform(0.05, 0.9) * length for _ in range(args.kills))
    began = time.monotonic()
    child = subprocess.Popen(command, stderr=log)
    for kill in kills:
        time.sleep(max(0, began + kill - time.monotonic()))
        child.kill()
        child.wait()
        child = subprocess.Popen(command, stderr=log)
    wanted = len(pages)
    while time.monotonic() < began + 4 * length + 60:
        time.sleep(1)
        if time.monotonic() > began + length + 3 and rows(watched, "SELECT count(*) FROM documents")[0][0] >= wanted and \
                rows(watched, "SELECT count(*) FROM watched WHERE state = 'due'")[0][0] == 0:
            break
    took = time.monotonic() - began
    child.send_signal(signal.SIGTERM)
    status = child.wait(30)
    log.close()
    # Where the reader finds no more than a title in a page, the watch keeps the feed's own words: then these are read.
    empty = set(re.findall(r": (\S+): the page holds no article", (folder / "log").read_text(encoding="utf8")))
    records = folder / "once.jsonl"
    with open(records, "w", encoding="utf8") as out:
        for a in articles:
            out.write(json.dumps({"url": a["url"], "outlet": a["outlet"], "title": a["title"].strip(), "date": a["date"],
                                  "html": a["text"][:120].strip() if a["url"] in empty else page_of(a)},
                                 ensure_ascii=False) + "\n")
    subprocess.run([args.program, "read", "--format", "none", "--store", at_once, str(records)], check=True)
    one, other = content(args.program, watched), content(args.program, at_once)
    same = True
    print("%d pages without an article, kept as their feed's words" % len(empty))
    print("%d articles of %s, %d outlets, %g times as fast, %d kills, %.0f s, exit status %d" %
          (len(articles), args.date, len(outlets), args.speed, args.kills, took, status))
    for part in one:
        equal = one[part] == other[part]
        same = same and equal
        print("  %-10s watched %6d, at once %6d: %s" % (part, len(one[part]), len(other[part]),
                                                         "the same" if equal else "DIFFERENT"))
        if not equal:
            a, b = {repr(x) for x in one[part]}, {repr(x) for x in other[part]}
            print("    only watched: %d, only at once: %d" % (len(a - b), len(b - a)))
            for x in sorted(a ^ b)[:4]:
                print("    ", x[:300])
    print("  in", folder)
    return 0 if same else 1


def feeds(args):
    words = ("وصل وزير الخارجية المصري إلى طرابلس أمس الأحد في زيارة رسمية، والتقى رئيس المجلس الرئاسي. "
             "وقال مصدر دبلوماسي إن الرئيس التونسي سيزور القاهرة الشهر المقبل. ")
    began = time.monotonic()

    def article(host, i):
        return {"url": "http://%s/a/%d" % (host, i), "title": "الخبر رقم %d في %s" % (i, host), "date": "2020-09-07",
                "text": "\n".join([words + str(i) + host] * 6)}

    def find(url):
        host, _, path = url.removeprefix("http://").partition("/")
        if path == "rss":
            number = int(re.search(r"\d+", host)[0])
            last = int((time.monotonic() - began + number) / 600) + SHOWN  # one every ten minutes
            return feed_of(host, [article(host, i) for i in range(last, last - 5, -1)]).encode()
        if path.startswith("a/"):
            return page_of(article(host, int(path[2:]))).encode()
        return None

    proxy = Proxy(find)
    folder = Path(tempfile.mkdtemp(prefix="isnad-watch-"))
    sources = folder / "sources.toml"
    sources.write_text('[watch]\nproxy = "%s"\nevery = "60s"\npace = "100ms"\nrecheck = []\n' % proxy.address +
                       "".join('[[feed]]\nurl = "http://f%d.example/rss"\n' % i for i in range(args.feeds)))
    store = folder / "s.db"
    child = subprocess.Popen([args.program, "watch", str(sources), "--store", str(store)], stderr=open(folder / "log", "wb"))

    def used():
        fields = Path("/proc/%d/stat" % child.pid).read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def looks():
        return rows(store, "SELECT count(*) FROM sources WHERE succeeded IS NOT NULL")[0][0]
    time.sleep(5)
    wanted = args.feeds * 5
    while rows(store, "SELECT count(*) FROM documents")[0][0] < wanted:
        time.sleep(1)
    first = time.monotonic() - began
    print("%d feeds, %d documents at the beginning: %.0f s, %.1f s of a core" % (args.feeds, wanted, first, used()))
    before, cpu = time.monotonic(), used()
    known = rows(store, "SELECT count(*) FROM documents")[0][0]
    time.sleep(args.seconds)
    spent, took = used() - cpu, time.monotonic() - before
    status = Path("/proc/%d/status" % child.pid).read_text()
    peak = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024
    now = int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024
    anonymous = int(re.search(r"RssAnon:\s+(\d+)", status)[1]) / 1024
    fresh = rows(store, "SELECT count(*) FROM documents")[0][0] - known
    print("then %.0f s: %.2f %% of a core (%.2f s), %d new documents; memory %.0f MB, %.0f MB at most, %.0f MB of it its own"
          % (took, 100 * spent / took, spent, fresh, now, peak, anonymous))
    failing = rows(store, "SELECT count(*) FROM sources WHERE failures > 0")[0][0]
    child.send_signal(signal.SIGTERM)
    child.wait(30)
    print("failing sources:", failing)
    return 0 if spent / took < 0.05 and peak < 200 and failing == 0 else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("day")
    one.add_argument("program")
    one.add_argument("news")
    one.add_argument("--date", default="2015-08-06")
    one.add_argument("--speed", type=float, default=1000)
    one.add_argument("--kills", type=int, default=5)
    one.set_defaults(run=day)
    two = commands.add_parser("feeds")
    two.add_argument("program")
    two.add_argument("--feeds", type=int, default=500)
    two.add_argument("--seconds", type=int, default=180)
    two.set_defaults(run=feeds)
    args = parser.parse_args()
    sys.exit(args.run(args))


if __name__ == "__main__":
    main()
