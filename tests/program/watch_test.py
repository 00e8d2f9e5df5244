# SPDX-License-Identifier: Apache-2.0
"""`isnad watch` against a server that misbehaves in each way: bounded, reported, nothing lost, nothing twice."""
import gzip
import json
import os
import re
import signal
import sqlite3
import subprocess
import time
import unittest

from support import NEWS, PROGRAM, SOURCE, TEXT, ProgramTest, run
from watch_server import SENTENCE, Server, article, bomb, conditional, drip, free_port, redirect, rss


class Watch(ProgramTest):
    def setUp(self):
        super().setUp()
        self.store = self.folder / "s.db"

    def serve(self, routes):
        server = Server(routes)
        self.addCleanup(server.stop)
        return server

    def sources(self, *blocks, whole='pace = "0s"\nallow = ["127.0.0.1"]', limits="", name="sources.toml"):
        """Blocks: (kind, TOML lines)."""
        text = "[watch]\n%s\n[limits]\n%s\n" % (whole, limits)
        text += "".join("[[%s]]\n%s\n" % block for block in blocks)
        return self.write(name, text)

    def feed(self, address, name="f", **more):
        lines = ['url = "%s"' % address, 'name = "%s"' % name]
        lines += ["%s = %s" % (key, json.dumps(value)) for key, value in more.items()]
        return "feed", "\n".join(lines)

    def once(self, sources, status=0, **options):
        ended = run("watch", sources, "--store", self.store, "--once", **options)
        self.assert_status(ended, status)
        return ended

    def start(self, sources):
        child = subprocess.Popen([PROGRAM, "watch", str(sources), "--store", str(self.store)],
                                 stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.addCleanup(child.stderr.close)
        self.addCleanup(lambda: child.poll() is None and (child.kill(), child.wait()))
        return child

    def rows(self, sql):
        with sqlite3.connect(self.store) as db:
            return db.execute(sql).fetchall()

    def wait_for(self, sql, wanted, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.rows(sql)[0][0] == wanted:
                    return
            except (sqlite3.OperationalError, IndexError):
                pass
            time.sleep(0.05)
        self.assertEqual(self.rows(sql)[0][0], wanted)

    def health(self, name="f"):
        ended = run("sources", "--store", self.store, "--format", "jsonl")
        self.assert_status(ended, 0)
        return {s["name"]: s for s in map(json.loads, ended.out.splitlines())}[name]

    def documents(self):
        return self.rows("SELECT count(*) FROM documents")[0][0]

    def assert_fails(self, route, *words, limits="", documents=0, **more):
        """A feed that fails with a reason that holds the words; the one beside it is read."""
        routes = {"/bad": route, "/good": rss([("/a/1", "خبر", "موجز")]), "/a/1": article(1), **more}
        server = self.serve(routes)
        sources = self.sources(self.feed(server.base + "/bad", "bad"), self.feed(server.base + "/good", "good"),
                               limits=limits)
        ended = self.once(sources, 1)
        bad = self.health("bad")
        self.assertEqual(bad["failures"], 1)
        self.assertIsNone(bad["succeeded"])
        for word in words:
            self.assertIn(word, bad["failure"])
            self.assertIn(word, ended.err)
        self.assertGreater(bad["due"], bad["tried"])
        self.assertEqual(self.health("good")["failures"], 0)
        self.assertEqual(self.health("good")["documents"], 1)
        self.assertEqual(self.documents(), 1 + documents)
        self.assertLess(ended.peak, 300 << 20)
        return server


class Follows(Watch):
    def test_a_feed_and_the_pages_behind_its_teasers(self):
        routes = {"/rss": conditional(rss([("/a/%d" % i, "خبر %d" % i, "موجز") for i in range(5)]), '"1"')}
        routes.update({"/a/%d" % i: conditional(article(i), '"a"') for i in range(5)})
        server = self.serve(routes)
        sources = self.sources(self.feed(server.base + "/rss"))
        self.once(sources)
        self.assertEqual(self.documents(), 5)
        titles = [t for t, in self.rows("SELECT title FROM versions")]
        self.assertEqual(sorted(titles), ["زيارة رقم %d إلى طرابلس" % i for i in range(5)])
        text = run("show", "--store", self.store, server.base + "/a/3")
        self.assertIn("طرابلس", text.out)
        health = self.health()
        self.assertEqual((health["documents"], health["failures"], health["waiting"]), (5, 0, 0))
        self.assertIn("isnad/", server.asked[0][1]["User-Agent"])
        self.assertEqual(server.paths()[0], "/robots.txt")
        # The second look is conditional, and no page is asked for again.
        before = len(server.asked)
        self.once(sources)
        again = [path for path in server.paths()[before:] if path != "/robots.txt"]
        self.assertEqual(again, ["/rss"])
        self.assertEqual(server.asked[-1][1]["If-None-Match"], '"1"')
        self.assertEqual(self.documents(), 5)

    def test_a_feed_with_whole_articles_needs_no_pages(self):
        whole = "<p>" + SENTENCE % 7 * 10 + "</p>"
        server = self.serve({"/rss": rss([("/a/1", "خبر", whole.replace("<", "&lt;"))])})
        self.once(self.sources(self.feed(server.base + "/rss")))
        self.assertEqual(self.documents(), 1)
        self.assertNotIn("/a/1", server.paths())

    def test_atom_and_json_feeds_and_entries_without_address(self):
        atom = ('<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>خبر</title>'
                '<link href="/a/1"/><updated>2020-09-07T10:00:00Z</updated><summary>موجز</summary></entry></feed>').encode()
        items = [{"id": "1", "title": "بيان", "content_text": TEXT, "date_published": "2020-09-07T10:00:00Z"}]
        server = self.serve({"/atom": atom, "/a/1": article(1), "/json": json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": items}).encode()})
        sources = self.sources(self.feed(server.base + "/atom", "a"), self.feed(server.base + "/json", "j"))
        self.once(sources)
        self.once(sources)
        self.assertEqual(self.documents(), 2)
        self.assertEqual(self.rows("SELECT sum(number) FROM versions")[0][0], 2)

    def test_news_sitemaps_their_indices_and_what_is_old(self):
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        entry = ("<url><loc>{0}</loc><news:news><news:publication><news:name>ص</news:name></news:publication>"
                 "<news:publication_date>{1}</news:publication_date><news:title>خبر</news:title></news:news></url>")
        inner = ("<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>" +
                 entry.format("/a/1?x=1&amp;y=2", now) + entry.format("/a/2", "2015-01-01") + "</urlset>").encode()
        index = ("<sitemapindex><sitemap><loc>/news.xml.gz</loc><lastmod>%s</lastmod></sitemap>"
                 "<sitemap><loc>/old.xml</loc><lastmod>2015-01-01</lastmod></sitemap></sitemapindex>" % now).encode()
        server = self.serve({"/index": index, "/news.xml.gz": gzip.compress(inner), "/a/1": article(1), "/a/2": article(2)})
        self.once(self.sources(("sitemap", 'url = "%s/index"\nname = "f"' % server.base)))
        self.assertEqual(self.rows("SELECT key FROM documents"), [(server.base + "/a/1?x=1&y=2",)])
        self.assertNotIn("/old.xml", server.paths())

    def test_folders_new_and_changed_files_once(self):
        inbox = self.folder / "inbox"
        inbox.mkdir()
        page = inbox / "a.html"
        page.write_bytes(NEWS[0].read_bytes())
        self.write("inbox/b.jsonl", json.dumps({"url": "https://a.example/1", "text": TEXT}) + "\n")
        os.utime(page, (1, 1))
        sources = self.sources(("folder", 'path = "%s"\nname = "f"' % inbox))
        self.once(sources)  # waits until the younger file has settled
        self.assertEqual(self.documents(), 2)
        self.once(sources)
        self.assertEqual(self.health()["documents"], 2)
        self.write("inbox/b.jsonl", json.dumps({"url": "https://a.example/1", "text": TEXT + "\nنفت مصر ذلك."}) + "\n")
        os.utime(inbox / "b.jsonl", (2, 2))
        self.once(sources)
        self.assertEqual((self.health()["documents"], self.health()["versions"]), (2, 1))

    def test_a_changed_article_gets_a_version_and_changed_surroundings_do_not(self):
        state = {"words": "", "around": "1"}
        server = self.serve({"/p": lambda h: h.answer(200, article(1, state["words"], state["around"]))})
        sources = self.sources(("pages", 'urls = ["%s/p"]\nname = "f"' % server.base))
        self.once(sources)
        state["around"] = "2"
        self.once(sources)
        self.assertEqual(self.rows("SELECT count(*) FROM versions"), [(1,)])
        state["words"] = "ونفت الرئاسة التونسية ذلك في بيان."
        self.once(sources)
        self.assertEqual(self.rows("SELECT count(*), max(number) FROM versions"), [(2, 2)])
        self.assertEqual(self.health()["versions"], 1)
        self.assertEqual(server.paths().count("/p"), 3)

    def test_a_page_that_answers_again_makes_its_list_well(self):
        state = {"good": True}

        def page(handler):
            if state["good"]:
                return conditional(article(1), '"1"')(handler)
            return handler.answer(500)
        server = self.serve({"/p": page})
        sources = self.sources(("pages", 'urls = ["%s/p"]\nname = "f"' % server.base))
        self.once(sources)
        state["good"] = False
        self.once(sources, 1)
        self.assertIn("500", self.health()["failure"])
        self.assertEqual(self.health()["failures"], 1)
        state["good"] = True
        with sqlite3.connect(self.store) as db:
            db.execute("UPDATE sources SET due = NULL")
        self.once(sources)
        self.assertEqual(self.health()["failures"], 0)
        self.assertEqual(self.rows("SELECT count(*) FROM versions"), [(1,)])

    def test_kept_pages_are_looked_at_again(self):
        state = {"words": ""}
        server = self.serve({"/rss": conditional(rss([("/a/1", "خبر", "موجز")]), '"1"'),
                             "/a/1": lambda h: h.answer(200, article(1, state["words"]))})
        sources = self.sources(self.feed(server.base + "/rss", recheck=["1s", "2s"]))
        self.once(sources)
        state["words"] = "ونفت الرئاسة التونسية ذلك في بيان."
        time.sleep(2.2)
        self.once(sources)
        self.assertEqual(self.health()["versions"], 1)
        time.sleep(2.2)
        self.once(sources)
        time.sleep(1.2)
        self.once(sources)
        self.assertEqual(server.paths().count("/a/1"), 3, "asked oftener than the sources file says")

    def test_a_moved_feed_is_noted_and_asked_where_it_is(self):
        server = self.serve({"/old": redirect("/new", 301), "/new": rss([("/a/1", "خبر", "موجز")]), "/a/1": article(1)})
        sources = self.sources(self.feed(server.base + "/old"))
        ended = self.once(sources)
        self.assertIn("moved for good to " + server.base + "/new", ended.err)
        self.assertEqual(self.health()["moved_to"], server.base + "/new")
        self.once(sources)
        self.assertEqual(server.paths().count("/old"), 1)

    def test_a_passing_redirect_is_not_taken_for_a_move(self):
        server = self.serve({"/old": redirect("/new", 302), "/new": rss([("/a/1", "خبر", "موجز")]), "/a/1": article(1)})
        sources = self.sources(self.feed(server.base + "/old"))
        self.once(sources)
        self.once(sources)
        self.assertEqual(server.paths().count("/old"), 2)
        self.assertIsNone(self.health()["moved_to"])

    def test_the_page_address_is_where_redirects_end(self):
        server = self.serve({"/rss": rss([("/r/1", "خبر", "موجز"), ("/r/2", "خبر ثان", "موجز ثان")]), "/r/1": redirect("/a/1"),
                             "/r/2": redirect("/"), "/a/1": article(1), "/": article(99)})
        self.once(self.sources(self.feed(server.base + "/rss")))
        keys = {key for key, in self.rows("SELECT key FROM documents")}
        # What is led to the front page is gone; the feed's own words stand for it.
        self.assertEqual(keys, {server.base + "/a/1", server.base + "/r/2"})
        self.assertIn("موجز ثان", run("show", "--store", self.store, server.base + "/r/2", "--format", "jsonl").out)


class Polite(Watch):
    def test_robots_rules_hold_for_feeds_and_pages(self):
        robots = b"User-agent: *\nDisallow: /\n\nUser-agent: isnad\nDisallow: /a/2\nAllow: /a/\nDisallow: /closed\n"
        server = self.serve({"/robots.txt": robots, "/rss": rss([("/a/1", "خبر", "موجز"), ("/a/2", "خبر مغلق", "موجز المغلق")]),
                             "/a/1": article(1), "/a/2": article(2), "/closed": rss([])})
        ended = self.once(self.sources(self.feed(server.base + "/rss"), self.feed(server.base + "/closed", "c")), 1)
        self.assertIn("robots.txt of 127.0.0.1 forbids it", ended.err)
        self.assertNotIn("/a/2", server.paths())
        self.assertNotIn("/closed", server.paths())
        self.assertIn("robots.txt", self.health("c")["failure"])
        self.assertEqual(self.documents(), 2, "the feed's own text stands for the closed page")

    def test_robots_that_cannot_be_had_close_the_host(self):
        server = self.serve({"/robots.txt": lambda h: h.answer(503), "/rss": rss([])})
        self.once(self.sources(self.feed(server.base + "/rss")), 1)
        self.assertEqual(server.paths(), ["/robots.txt"])
        self.assertIn("robots.txt", self.health()["failure"])

    def test_pace_and_crawl_delay(self):
        server = self.serve({"/robots.txt": b"User-agent: *\nCrawl-delay: 0.4\n", "/a/1": article(1), "/a/2": article(2),
                             "/rss": rss([("/a/1", "خبر", "موجز"), ("/a/2", "خبر", "موجز")])})
        self.once(self.sources(self.feed(server.base + "/rss"), whole='pace = "100ms"\nallow = ["127.0.0.0/8"]'))
        times = [at for _, _, at in server.asked]
        self.assertEqual(len(times), 4)
        for a, b in zip(times[1:], times[2:]):
            self.assertGreater(b - a, 0.39)

    def test_too_many_requests_is_obeyed(self):
        def busy(handler):
            handler.answer(429, b"", Retry_After="3600")
        server = self.serve({"/rss": rss([("/a/%d" % i, "خبر %d" % i, "موجز") for i in range(4)]),
                             **{"/a/%d" % i: busy for i in range(4)}})
        sources = self.sources(self.feed(server.base + "/rss"))
        self.once(sources)
        self.assertEqual(len([p for p in server.paths() if p.startswith("/a/")]), 1)
        self.assertEqual(self.health()["waiting"], 4)
        due = self.rows("SELECT min(due) FROM watched")[0][0]
        self.assertGreater(due, time.time() + 3500)
        self.once(sources)
        self.assertEqual(len([p for p in server.paths() if p.startswith("/a/")]), 1)

    def test_a_feed_that_wants_time_is_given_it(self):
        server = self.serve({"/rss": lambda h: h.answer(503, b"", Retry_After="7200")})
        sources = self.sources(self.feed(server.base + "/rss"))
        self.once(sources, 1)
        self.assertIn("7200", self.health()["failure"])
        self.once(sources)
        self.assertEqual(server.paths().count("/rss"), 1)

    def test_failures_back_off(self):
        server = self.serve({"/rss": lambda h: h.answer(500)})
        child = self.start(self.sources(self.feed(server.base + "/rss", every="1s")))
        time.sleep(8)
        child.send_signal(signal.SIGTERM)
        self.assertEqual(child.wait(10), 0)
        asked = [at for path, _, at in server.asked if path == "/rss"]
        self.assertIn(len(asked), (3, 4), "1, 2, 4 seconds and a quarter around them")
        self.assertEqual(self.health()["failures"], len(asked))

    def test_gone_is_not_asked_again_soon(self):
        server = self.serve({"/rss": lambda h: h.answer(410)})
        sources = self.sources(self.feed(server.base + "/rss"))
        self.once(sources, 1)
        health = self.health()
        self.assertIn("410", health["failure"])
        self.assertGreater(health["due"], time.strftime("%Y-%m-%dT", time.gmtime(time.time() + 5 * 86400)))
        self.once(sources)
        self.assertEqual(server.paths().count("/rss"), 1)

    def test_a_page_that_is_gone_leaves_the_feeds_words(self):
        server = self.serve({"/rss": rss([("/a/1", "خبر", "موجز الخبر هنا"), ("/a/2", "عنوان", "عنوان")])})
        ended = self.once(self.sources(self.feed(server.base + "/rss")))
        self.assertIn("the feed's own text was kept", ended.err)
        self.assertEqual(self.documents(), 1)
        self.assertEqual(self.health()["gone"], 1)


class Misbehaving(Watch):
    def test_bare_ampersands_and_a_wrong_encoding(self):
        bare = rss([("/a/1?x=1&y=2", "أخبار & تقارير", "موجز & تفصيل")])
        wrong = rss([("/a/2", "خبر مصر", "موجز")], head='<?xml version="1.0" encoding="utf-8"?>').decode().encode("cp1256")
        server = self.serve({"/bare": bare, "/wrong": wrong, "/a/1": article(1), "/a/2": article(2)})
        self.once(self.sources(self.feed(server.base + "/bare", "b"), self.feed(server.base + "/wrong", "w")))
        given = {json.loads(g)["title"] for g, in self.rows("SELECT given FROM versions")}
        self.assertEqual(given, {"أخبار & تقارير", "خبر مصر"})
        self.assertIn("/a/1?x=1&y=2", server.paths())

    def test_endless_redirects(self):
        counter = iter(range(1000))
        server = self.assert_fails(redirect(lambda h: "/bad?%d" % next(counter)), "redirected more than 5 times")
        self.assertEqual(len([p for p in server.paths() if p.startswith("/bad")]), 6)

    def test_other_schemes(self):
        for target in ("file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/x"):
            self.store = self.folder / (target[:4] + ".db")
            self.assert_fails(redirect(target), "only http and https")
        ended = run("sources", "--check", self.sources(self.feed("file:///etc/passwd")))
        self.assert_status(ended, 1)
        self.assertIn("only http and https", ended.err)

    def test_private_networks_by_name_number_and_redirect(self):
        server = self.serve({"/rss": rss([("/a/1", "خبر", "موجز")]), "/a/1": article(1)})
        addresses = ["http://127.0.0.1:%d/rss", "http://localhost:%d/rss", "http://[::1]:%d/rss", "http://0.0.0.0:%d/rss",
                     "http://2130706433:%d/rss", "http://0x7f.1:%d/rss", "http://[::ffff:127.0.0.1]:%d/rss",
                     "http://127.0.0.1.:%d/rss"]
        blocks = [self.feed(a % server.port, a.partition(":%")[0]) for a in addresses]
        blocks += [self.feed("http://169.254.169.254/latest/meta-data", "metadata"), self.feed("http://10.0.0.1/", "ten"),
                   self.feed("http://[fe80::1]/", "link"), self.feed("http://[fd00::1]/", "local")]
        ended = self.once(self.sources(*blocks, whole='pace = "0s"'), 1)
        self.assertEqual(server.asked, [], "a private address was asked")
        self.assertEqual(ended.err.count("private or reserved network"), len(blocks), ended.err)

    def test_redirects_into_private_networks(self):
        for i, host in enumerate(("127.0.0.1", "[::1]", "169.254.169.254", "[::ffff:7f00:1]", "0")):
            target = "http://%s:%d/inner" % (host, free_port())
            with self.subTest(target=target):
                self.store = self.folder / ("%d.db" % i)
                server = self.serve({"/rss": redirect(target), "/inner": rss([])})
                sources = self.sources(self.feed("http://localhost:%d/rss" % server.port),
                                       whole='pace = "0s"\nallow = ["localhost"]')
                ended = self.once(sources, 1)
                self.assertIn("private or reserved network", ended.err)
                self.assertNotIn("/inner", server.paths())

    def test_private_numbers_behind_a_proxy(self):
        server = self.serve({"http://a.example/rss": rss([("http://10.0.0.1/a", "خبر", "موجز")]),
                             "http://b.example/rss": redirect("http://127.0.0.1/x")})
        whole = 'pace = "0s"\nproxy = "%s"' % server.base
        ended = self.once(self.sources(self.feed("http://a.example/rss", "a"), self.feed("http://b.example/rss", "b"),
                                       self.feed("http://192.168.0.1/", "c"), whole=whole), 1)
        self.assertEqual([p for p in server.paths() if "example" not in p], [])
        self.assertEqual(ended.err.count("private or reserved network"), 3)
        self.assertEqual(self.documents(), 1, "the feed's own text stands for the page that is not asked for")

    def test_one_byte_a_second(self):
        began = time.monotonic()
        self.assert_fails(drip, "too slow", limits="slow_seconds = 2")
        self.assertLess(time.monotonic() - began, 20)

    def test_a_server_that_says_nothing(self):
        self.assert_fails(lambda h: time.sleep(30), "too slow", limits="seconds = 2")

    def test_gzip_bombs(self):
        self.assert_fails(bomb(400), "longer than 32 MB")

    def test_a_body_longer_than_allowed(self):
        def endless(handler):
            handler.begin()
            for _ in range(64):
                handler.wfile.write(b" " * (1 << 20))
        self.assert_fails(endless, "longer than 2 MB", limits="list_mb = 2")

    def test_a_lying_length_and_what_came_before(self):
        whole = rss([("/a/%d" % i, "خبر %d" % i, "موجز") for i in range(3)])
        cut = whole[:whole.rindex(b"<item>") + 30]
        state = {"good": False}

        def lying(handler):
            if state["good"]:
                handler.answer(200, whole, ETag='"2"')
            else:
                handler.answer(200, cut, Content_Length=str(len(whole) * 2), ETag='"1"')
                handler.close_connection = True
        server = self.serve({"/rss": lying, **{"/a/%d" % i: article(i) for i in range(3)}})
        sources = self.sources(self.feed(server.base + "/rss"))
        ended = self.once(sources)
        self.assertIn("before its announced length", ended.err)
        self.assertEqual(self.documents(), 2)
        self.assertIn("damaged", self.health()["note"])
        state["good"] = True
        self.once(sources)
        self.assertEqual(self.documents(), 3)
        self.assertNotIn("If-None-Match", [h for p, h, _ in server.asked if p == "/rss"][1])
        self.assertIsNone(self.health()["note"])

    def test_a_length_shorter_than_the_body(self):
        whole = rss([("/a/%d" % i, "خبر %d" % i, "موجز") for i in range(3)])
        server = self.serve({"/rss": lambda h: h.answer(200, whole, Content_Length=str(len(whole) - 150)),
                             **{"/a/%d" % i: article(i) for i in range(3)}})
        self.once(self.sources(self.feed(server.base + "/rss")))
        self.assertEqual(self.documents(), 2)
        self.assertIn("damaged", self.health()["note"])

    def test_pages_that_break_off_are_asked_again(self):
        state = {"good": False}

        def page(handler):
            body = article(1)
            if state["good"]:
                return handler.answer(200, body)
            handler.answer(200, body[:200], Content_Length=str(len(body)))
            handler.close_connection = True
        server = self.serve({"/rss": conditional(rss([("/a/1", "خبر", "موجز")]), '"1"'), "/a/1": page})
        sources = self.sources(self.feed(server.base + "/rss"))
        self.once(sources)
        self.assertEqual((self.documents(), self.health()["waiting"]), (0, 1))
        self.assertGreater(self.rows("SELECT due FROM watched")[0][0], time.time() + 30)
        state["good"] = True
        with sqlite3.connect(self.store) as db:
            db.execute("UPDATE watched SET due = 1")
        self.once(sources)
        self.assertEqual((self.documents(), self.health()["waiting"]), (1, 0))

    def test_no_feed_at_all(self):
        for i, (body, word) in enumerate(((article(1), "a page, no feed"), (b"", "nothing"), (b"\0\1\2" * 999, "no feed"),
                                          (b'{"a": 1}', "no feed"), (b"%PDF-1.4", "no feed"))):
            self.store = self.folder / ("%d.db" % i)
            self.assert_fails(body, word)

    def test_a_page_that_is_no_page(self):
        server = self.serve({"/rss": rss([("/a/1", "خبر", "موجز الخبر"), ("/a/2", "فارغ", "فارغ")]), "/a/1": b"%PDF-1.4 x",
                             "/a/2": b"<!doctype html><html><body></body></html>"})
        ended = self.once(self.sources(self.feed(server.base + "/rss")))
        self.assertIn("PDF", ended.err)
        self.assertEqual((self.documents(), self.health()["given_up"]), (1, 1))

    def test_no_host_and_no_server(self):
        sources = self.sources(self.feed("http://no-such-host.invalid/rss", "a"),
                               self.feed("http://127.0.0.1:%d/rss" % free_port(), "b"))
        self.once(sources, 1)
        self.assertIn("no such host", self.health("a")["failure"])
        self.assertIn("no connection", self.health("b")["failure"])

    def test_headers_without_end(self):
        def headers(handler):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for i in range(100000):
                handler.wfile.write(b"X-%d: %s\r\n" % (i, b"a" * 100))
        self.assert_fails(headers, "header is longer")

    def test_a_sitemap_of_ten_million_lines(self):
        lines = 10_000_000 if os.environ.get("ISNAD_LONG") else 1_000_000

        def sitemap(handler):
            handler.begin(Content_Type="text/xml")
            handler.wfile.write(b"<?xml version='1.0'?>\n<urlset>\n")
            block = 10_000
            for start in range(0, lines, block):
                handler.wfile.write(b"".join(b"<url><loc>/a/%d</loc></url>\n" % i for i in range(start, start + block)))
            handler.wfile.write(b"</urlset>\n")
        routes = {"/sitemap": sitemap}
        routes.update({"/a/%d" % i: article(i) for i in range(40)})
        server = self.serve(routes)
        sources = self.sources(("sitemap", 'url = "%s/sitemap"\nname = "f"' % server.base), limits="entries = 20")
        ended = self.once(sources, timeout=280)
        self.assertLess(ended.peak, 200 << 20)
        self.assertEqual(self.documents(), 20)
        self.assertIn("%d entries wait" % (lines - 20), self.health()["note"])
        if lines <= 1_000_000:
            self.once(sources, timeout=280)  # those left out come next
            self.assertEqual(self.documents(), 40)

    def test_a_sitemap_longer_than_allowed(self):
        def sitemap(handler):
            handler.begin()
            handler.wfile.write(b"<urlset>" + b"<url><loc>/a/1</loc></url>" + b" " * (3 << 20))
        server = self.serve({"/sitemap": sitemap, "/a/1": article(1)})
        ended = self.once(self.sources(("sitemap", 'url = "%s/sitemap"\nname = "f"' % server.base), limits="sitemap_mb = 1"))
        self.assertIn("longer than 1 MB", ended.err)
        self.assertEqual(self.documents(), 1)


class Robust(Watch):
    def test_killed_in_the_middle_it_loses_and_doubles_nothing(self):
        count = 60
        entries = [("/a/%d" % i, "خبر %d" % i, "موجز") for i in range(count)]
        routes = {"/rss": conditional(rss(entries), '"1"')}

        def page(handler):
            time.sleep(0.02)
            handler.answer(200, article(int(handler.path.rpartition("/")[2])))
        routes.update({"/a/%d" % i: page for i in range(count)})
        server = self.serve(routes)
        sources = self.sources(self.feed(server.base + "/rss"))
        for wait in (0.25, 0.5, 0.35):
            child = self.start(sources)
            time.sleep(wait)
            child.kill()
            child.wait()
        child = self.start(sources)
        self.wait_for("SELECT count(*) FROM documents", count)
        child.send_signal(signal.SIGTERM)
        self.assertEqual(child.wait(20), 0)
        self.assertEqual(self.rows("SELECT count(*), max(number) FROM versions"), [(count, 1)])
        self.assertEqual(self.rows("SELECT count(*) FROM watched WHERE state = 'kept'"), [(count,)])
        self.assertEqual(self.health()["documents"], count)
        times = [at for path, _, at in server.asked if path.startswith("/a/")]
        self.assertGreater(min(b - a for a, b in zip(times, times[1:])), 0.018, "a host was asked two things at a time")
        # What was kept before a kill is not asked for again: at most the last fifth of a second before each.
        self.assertLessEqual(len([p for p in server.paths() if p.startswith("/a/")]), count + 3 * 12)

    def test_two_watches_on_one_store(self):
        server = self.serve({"/rss": rss([])})
        sources = self.sources(self.feed(server.base + "/rss"))
        child = self.start(sources)
        self.wait_for("SELECT count(*) FROM sources", 1)
        time.sleep(0.2)
        second = run("watch", sources, "--store", self.store, "--once")
        self.assert_status(second, 1)
        self.assertIn("is watched already by process %d" % child.pid, second.err)
        child.kill()
        child.wait()
        ended = run("watch", sources, "--store", self.store, "--once")
        self.assertNotIn("watched already", ended.err)

    def test_signals_end_it_cleanly_even_with_requests_under_way(self):
        server = self.serve({"/rss": lambda h: time.sleep(20)})
        for number in (signal.SIGTERM, signal.SIGINT):
            child = self.start(self.sources(self.feed(server.base + "/rss")))
            time.sleep(0.5)
            child.send_signal(number)
            self.assertEqual(child.wait(5), 0)
            self.assertIn(b"ended:", child.stderr.read())

    def test_a_clock_that_was_wrong_holds_nothing_up(self):
        server = self.serve({"/rss": rss([("/a/1", "خبر", "موجز")]), "/a/1": article(1)})
        sources = self.sources(self.feed(server.base + "/rss"))
        self.once(sources)
        with sqlite3.connect(self.store) as db:  # as a clock in the year 2099 would have left it
            db.execute("UPDATE sources SET due = '2099-01-01T00:00:00Z', failures = 1")
            db.execute("UPDATE watched SET due = 4070908800")
        before = len(server.asked)
        self.once(sources)
        self.assertEqual(sorted(p for p in server.paths()[before:] if p != "/robots.txt"), ["/a/1", "/rss"])

    def test_a_store_that_others_write_to(self):
        server = self.serve({"/rss": rss([("/a/1", "خبر", "موجز")]), "/a/1": article(1)})
        sources = self.sources(self.feed(server.base + "/rss"))
        self.assert_status(run("read", "--format", "none", "--store", self.store, NEWS[0]), 0)
        with sqlite3.connect(self.store, isolation_level=None) as db:
            db.execute("BEGIN IMMEDIATE")
            child = self.start(sources)
            time.sleep(2)
            db.execute("COMMIT")
        self.wait_for("SELECT count(*) FROM documents", 2)
        child.send_signal(signal.SIGTERM)
        self.assertEqual(child.wait(10), 0)

    def test_faults_of_the_sources_file_are_named_by_line(self):
        for text, words in (("[[feed]]\nurl = 3\n", ":2: 'url' must be a string"),
                            ("[[feed]]\nname = \"x\"\n", "has no 'url'"),
                            ("[watch]\nevery = \"soon\"\n", ":2: 'every': 'soon' is no duration"),
                            ("[watch]\nevry = \"1h\"\n", ":2: 'evry' is not known in [watch]"),
                            ("[[feed]\n", ":1: "),
                            ("", "names no source"),
                            ("[[feed]]\nurl = \"https://a.example/\"\n[[feed]]\nurl = \"https://a.example/\"\n", "second source"),
                            ("[feed]\nurl = \"https://a.example/\"\n", "two brackets"),
                            ("[watch]\nallow = [\"10.0.0.0/33\"]\n", "neither a host name"),
                            ("[[feed]]\nurl = \"https://a.example/\"\nrecheck = [\"2h\", \"1h\"]\n", "in order")):
            ended = run("sources", "--check", self.write("bad.toml", text))
            self.assert_status(ended, 1)
            self.assertIn(words, ended.err)
        self.assert_status(run("sources", "--check", self.folder / "none.toml"), 1)
        self.assert_status(run("sources"), 2)

    def test_opml_becomes_a_sources_file(self):
        opml = ('<opml version="2.0"><body><outline text="أخبار"><outline type="rss" text="صحيفة &quot;س&quot;" '
                'xmlUrl="https://a.example/rss?x=1&amp;y=2"/><outline text="صحيفة &quot;س&quot;" xmlUrl="https://b.example/"/>'
                '<outline text="z" xmlUrl="ftp://c.example/"/></outline></body></opml>')
        ended = run("sources", "--import-opml", self.write("a.opml", opml))
        self.assert_status(ended, 0)
        toml = self.write("sources.toml", ended.out)
        self.assertIn("2 sources", run("sources", "--check", toml).err)
        self.assertIn("https://a.example/rss?x=1&y=2", ended.out)
        self.assertIn("1 outlines were left out", ended.out)
        self.assert_status(run("sources", "--import-opml", self.write("b.opml", "<html>")), 1)

    def test_the_examples_are_good_sources_files(self):
        for path in sorted(SOURCE.glob("examples/**/*.toml")):
            self.assert_status(run("sources", "--check", path), 0)
        text = (SOURCE / "docs/watch.md").read_text(encoding="utf8")
        for block in re.findall(r"```toml\n(.*?)```", text, re.DOTALL):
            self.assert_status(run("sources", "--check", self.write("doc.toml", block)), 0)


if __name__ == "__main__":
    unittest.main()
