# SPDX-License-Identifier: Apache-2.0
"""Watchlists and alerts: what is told to whom, once; webhooks that fail, mails, quiet hours, digests, kills."""
import email
import email.policy
import http.server
import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
import unittest
import urllib.request
import xml.etree.ElementTree as xml

from news_test import ATTACK, DENIAL, PLAN, VISIT, NewsTest, record
from support import PROGRAM, run

FAKE = """#!%s
import sys
with open(%r, "ab") as out:
    out.write(("ARGS " + " ".join(sys.argv[1:]) + chr(10)).encode())
    out.write(sys.stdin.buffer.read() + b"--END--" + bytes([10]))
"""


class Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        time.sleep(self.server.pause)
        if self.server.failing:
            self.server.failing -= 1
            self.send_response(503)
        else:
            self.server.got.append((dict(self.headers), body))
            self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


class AlertsTest(NewsTest):
    def setUp(self):
        super().setUp()
        self.hook = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
        self.hook.got, self.hook.failing, self.hook.pause = [], 0, 0
        threading.Thread(target=self.hook.serve_forever, daemon=True).start()
        self.addCleanup(self.hook.server_close)
        self.addCleanup(self.hook.shutdown)
        self.url = "http://127.0.0.1:%d/hook" % self.hook.server_port
        self.mails = self.folder / "mails"
        fake = self.write("sendmail", FAKE % (sys.executable, str(self.mails)))
        fake.chmod(stat.S_IRWXU)
        self.mailer = 'mailer = ["%s", "-t", "-i"]\n' % fake

    def watch(self, text):
        return self.write("w.toml", text)

    def alerts(self, *options, status=0):
        ended = run("alerts", "--store", self.store, "--watchlist", self.folder / "w.toml", "--format", "jsonl", *options)
        self.assert_status(ended, status)
        return self.readings(ended)

    def told(self, alerts):
        return [(a["watch"], a["item"]["kind"]) for a in alerts]

    def posted(self):
        return [a for _, body in self.hook.got for a in body["alerts"]]


class Matching(AlertsTest):
    def test_each_way_to_watch(self):
        self.read(record("a", "alif", "2020-09-06", PLAN), record("b", "alif", "2020-09-08", ATTACK))
        self.watch('''
[[watch]]
name = "actor"
actor = "تونس"
[[watch]]
name = "pair"
pair = ["الجزائر", "تونس"]
[[watch]]
name = "other pair"
pair = ["مصر", "تونس"]
[[watch]]
name = "place"
place = "مطار معيتيقة"
[[watch]]
name = "force"
type = "material-conflict"
[[watch]]
name = "words"
words = "قصف المدرج"
[[watch]]
name = "mix"
type = ["ASSAULT", "COERCE"]
words = "معيتيقة"
[[watch]]
name = "mix that does not hold"
type = "CONSULT"
words = "معيتيقة"
''')
        told = {name for name, kind in self.told(self.alerts("--since", "2020-01-01")) if kind == "new"}
        self.assertEqual(told, {"actor", "pair", "place", "force", "words", "mix"})
        self.assertEqual(self.alerts(), [])  # once

    def test_a_new_watch_begins_now(self):
        self.read(record("a", "alif", "2020-09-08", ATTACK))
        self.watch('[[watch]]\nname = "m"\nplace = "مطار معيتيقة"\n')
        self.assertEqual(self.alerts(), [])
        self.read(record("b", "ba", "2020-09-09", DENIAL))
        self.assertIn(("m", "denied"), self.told(self.alerts()))

    def test_status_moves_are_told_and_what_is_planned_is_not_done(self):
        self.watch('[[watch]]\nname = "t"\nactor = "تونس"\ntype = "CONSULT/visit"\n')
        self.read(record("z", "alif", "2020-09-05", ATTACK))
        self.alerts()
        self.read(record("a", "alif", "2020-09-06", PLAN))
        first = [a for a in self.alerts() if a["item"]["kind"] == "new"]
        self.assertEqual({a["item"]["standing"] for a in first}, {"planned"})
        self.assertIn("planned, not done", first[0]["text"])
        self.assertIn("planned", first[0]["headline"])
        self.read(record("b", "ba", "2020-09-14", VISIT))
        self.assertIn("status", [a["item"]["kind"] for a in self.alerts()])

    def test_faults_of_a_watchlist_are_named(self):
        self.read(record("a", "alif", "2020-09-08", ATTACK))
        for text, words in (("[[watch]]\nname = 1\n", "w.toml:2"), ("[[watch]\n", "w.toml:1"), ("", "watches nothing"),
                            ('[[watch]]\nname = "a"\nwords = "b"\nwhen = "later"\n', "no kind of news")):
            self.watch(text)
            ended = run("alerts", "--store", self.store, "--watchlist", self.folder / "w.toml")
            self.assert_status(ended, 2)
            self.assertIn(words, ended.err)
        self.watch('[[watch]]\nname = "a"\nwords = "b"\n')
        self.assert_status(run("alerts", "--check", "--watchlist", self.folder / "w.toml"), 0)
        self.assertEqual(run("alerts", "--store", self.folder / "none.db", "--watchlist", self.folder / "w.toml").status, 1)
        self.assertEqual(run("alerts", "--store", self.store, "--watchlist", self.folder / "none.toml").status, 2)


class Ways(AlertsTest):
    def test_a_webhook_that_fails_is_tried_again_later(self):
        self.watch('[[to]]\nname = "h"\nwebhook = "%s"\nsecret = "s3cret"\n'
                   '[[watch]]\nname = "m"\nplace = "مطار معيتيقة"\nto = "h"\n'
                   % self.url)
        self.read(record("a", "alif", "2020-09-08", ATTACK))
        self.hook.failing = 2
        self.assertEqual(self.alerts("--since", "2020-01-01", "--now", "2026-11-22T10:00:00Z", status=1), [])
        self.alerts("--now", "2026-11-22T10:00:30Z")  # not due yet
        self.assertEqual(self.hook.failing, 1)
        self.alerts("--now", "2026-11-22T10:01:00Z", status=1)
        self.alerts("--now", "2026-11-22T10:02:30Z")  # the second pause is twice as long
        self.assertEqual(self.hook.got, [])
        self.alerts("--now", "2026-11-22T10:03:00Z")
        headers, body = self.hook.got[0]
        self.assertEqual(headers["X-Isnad-Secret"], "s3cret")
        self.assertEqual(headers["Content-Type"], "application/json; charset=utf-8")
        self.assertEqual((body["version"], body["channel"]), (1, "h"))
        alert = body["alerts"][0]
        self.assertTrue(alert["again"])
        passage = alert["item"]["passages"][0]
        self.assertEqual((passage["outlet"], passage["url"]), ("alif", "https://alif.example/a"))
        self.assertIn("مطار معيتيقة", passage["sentence"])
        self.alerts("--now", "2026-11-23T10:00:00Z")
        self.assertEqual(len(self.hook.got), 1)

    def test_a_webhook_given_up_stays_in_the_feed(self):
        self.watch('[[to]]\nname = "h"\nwebhook = "http://127.0.0.1:9/"\n'
                   '[[watch]]\nname = "m & <n>"\nplace = "مطار معيتيقة"\nto = "h"\n')
        self.read(record("a", "alif", "2020-09-08", ATTACK))
        self.alerts("--since", "2020-01-01", "--now", "2026-11-01T10:00:00Z", status=1)
        for day in range(2, 14):
            ended = run("alerts", "--store", self.store, "--watchlist", self.folder / "w.toml",
                        "--now", "2026-11-%02dT10:00:00Z" % day)
        self.assertIn("0 wait", ended.err)
        server = subprocess.Popen([PROGRAM, "serve", "--store", str(self.store), "--port", "0"], stderr=subprocess.PIPE)
        try:
            address = next(line for line in server.stderr if b"http://" in line).decode().split("at ")[1].strip()
            for query in ("", "?watch=m%20%26%20%3Cn%3E", "?lang=en"):
                feed = xml.fromstring(urllib.request.urlopen(address + "feeds/alerts.atom" + query).read())
                entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
                self.assertTrue(entries)
                self.assertEqual(entries[0].find("{http://www.w3.org/2005/Atom}category").get("term"), "m & <n>")
            none = xml.fromstring(urllib.request.urlopen(address + "feeds/alerts.atom?watch=x").read())
            self.assertEqual(none.findall("{http://www.w3.org/2005/Atom}entry"), [])
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)
            server.stderr.close()

    def test_a_mail_is_readable_and_its_headers_are_safe(self):
        self.watch('[[to]]\nname = "s"\nmail = "salma@example.org"\nfrom = "isnad@example.org"\nlanguage = "ar"\n' + self.mailer +
                   '[[watch]]\nname = "مطار \\u200f$(id) `x`"\nplace = "مطار معيتيقة"\nto = "s"\n')
        title = "مسلحون يهاجمون مطار معيتيقة\u2028Bcc: x@example.org"
        self.read(record("a", "alif\r\nBcc: y@example.org", "2020-09-08", (title, ATTACK[1])))
        self.alerts("--since", "2020-01-01")
        raw = self.mails.read_bytes()
        self.assertTrue(raw.startswith(b"ARGS -t -i\n"))
        mails = [m.split(b"\n", 1)[1] for m in raw.split(b"--END--\n") if m]
        self.assertEqual(len(mails), 1)  # all of one run in one
        mail = email.message_from_bytes(mails[0], policy=email.policy.default)
        self.assertEqual(mail.defects, [])
        self.assertEqual((mail["To"], mail["From"]), ("salma@example.org", "isnad@example.org"))
        self.assertIsNone(mail["Bcc"])
        self.assertIn("مطار", mail["Subject"])
        self.assertIn("$(id)", mail["Subject"])
        body = mail.get_content()
        self.assertIn("يُروى أنه وقع", body)
        self.assertIn("قصفت قوات حفتر مطار معيتيقة", body)
        self.assertTrue(all(len(line) <= 998 for line in mails[0].splitlines()))
        self.assertTrue(all(line.isascii() for line in mails[0].splitlines()))

    def test_a_mailer_that_fails_or_is_not_there(self):
        for mailer, word in (('["/bin/false"]', "status 1"), ('["/no/such/program"]', "No such file")):
            self.store = self.folder / (word.replace(" ", "") + ".db")
            self.read(record("a", "alif", "2020-09-08", ATTACK))
            self.watch('[[to]]\nname = "s"\nmail = "s@example.org"\nmailer = %s\n'
                       '[[watch]]\nname = "m"\nplace = "مطار معيتيقة"\nto = "s"\n' % mailer)
            ended = run("alerts", "--store", self.store, "--watchlist", self.folder / "w.toml", "--since", "2020-01-01")
            self.assert_status(ended, 1)
            self.assertIn(word, ended.err)

    def test_quiet_hours_and_digest(self):
        self.watch('timezone = "Africa/Cairo"\nquiet = "22:00-07:00"\n[[to]]\nname = "h"\nwebhook = "%s"\n'
                   '[[to]]\nname = "s"\nmail = "s@example.org"\ndigest = "08:00"\n' % self.url + self.mailer +
                   '[[watch]]\nname = "m"\nplace = "مطار معيتيقة"\nto = ["h", "s"]\n')
        self.read(record("a", "alif", "2020-09-08", ATTACK))
        self.alerts("--since", "2020-01-01", "--now", "2026-01-10T23:00:00Z")  # one o'clock at night
        self.read(record("b", "ba", "2020-09-09", DENIAL))
        self.alerts("--now", "2026-01-11T04:30:00Z")
        self.assertEqual(self.posted(), [])
        self.alerts("--now", "2026-01-11T05:00:00Z")  # seven in the morning
        self.assertIn("denied", [a["item"]["kind"] for a in self.posted()])
        self.assertFalse(self.mails.exists())
        self.alerts("--now", "2026-01-11T06:00:00Z")
        self.alerts("--now", "2026-01-11T06:10:00Z")
        self.assertEqual(self.mails.read_bytes().count(b"ARGS"), 1)

    def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_new_twice(self):
        self.watch('[[to]]\nname = "h"\nwebhook = "%s"\n[[watch]]\nname = "m"\ntype = "ASSAULT"\nto = ["h"]\n' % self.url)
        rows = [record("k%d" % i, "o%d" % i, "2020-%02d-%02d" % (1 + i % 9, 1 + i % 28),
                       ("خبر رقم %d" % i, "قصفت قوات حفتر بلدة رقم %d يوم %d مايو 2020." % (i, 1 + i % 28))) for i in range(300)]
        self.read(*rows)
        self.hook.pause = 0.05
        command = [PROGRAM, "alerts", "--store", str(self.store), "--watchlist", str(self.folder / "w.toml"),
                   "--since", "2020-01-01"]
        for delay in (0.1, 0.3, 0.5, 0.7, 0.9, 1.2):
            child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(delay)
            child.send_signal(signal.SIGKILL)
            child.wait()
        self.alerts("--since", "2020-01-01")
        self.alerts("--since", "2020-01-01")
        items = {i["id"] for i in self.news("--most", "100000") if i["type"] == "ASSAULT" and i["kind"] != "changed"}
        got = self.posted()
        self.assertEqual({a["item"]["id"] for a in got}, items)
        first = {}
        for alert in got:  # what arrives a second time says so, under its old id
            if alert["item"]["id"] in first:
                self.assertTrue(alert["again"])
                self.assertEqual(alert["id"], first[alert["item"]["id"]])
            first[alert["item"]["id"]] = alert["id"]

    def test_a_watch_tells_what_it_brings(self):
        self.watch('[[to]]\nname = "h"\nwebhook = "%s"\n[[watch]]\nname = "m"\nplace = "مطار معيتيقة"\nto = "h"\n' % self.url)
        news = self.folder / "in"
        news.mkdir()
        sources = self.write("sources.toml", '[[folder]]\nname = "in"\npath = "%s"\n' % news)
        command = ("watch", sources, "--store", self.store, "--once", "--watchlist", self.folder / "w.toml")
        self.assert_status(run(*command), 0)
        self.jsonl("in/a.jsonl", [record("a", "alif", "2020-09-08", ATTACK)])
        self.assert_status(run(*command), 0)
        self.assertIn("new", [a["item"]["kind"] for a in self.posted()])
        self.assert_status(run("watch", sources, "--store", self.store, "--once", "--watchlist", self.folder / "none.toml"), 2)

    def test_two_runs_at_once(self):
        self.watch('[[to]]\nname = "h"\nwebhook = "%s"\n[[watch]]\nname = "m"\nplace = "مطار معيتيقة"\nto = "h"\n' % self.url)
        self.read(record("a", "alif", "2020-09-08", ATTACK))
        self.hook.pause = 0.5
        command = [PROGRAM, "alerts", "--store", str(self.store), "--watchlist", str(self.folder / "w.toml"),
                   "--since", "2020-01-01"]
        both = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
        ends = [(child.communicate()[1].decode(), child.returncode) for child in both]
        ids = [a["id"] for a in self.posted()]
        self.assertEqual(len(ids), len(set(ids)), ends)
        self.assertTrue(ids)


if __name__ == "__main__":
    unittest.main()
