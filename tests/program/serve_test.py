# SPDX-License-Identifier: Apache-2.0
"""The newsroom's API: answers, pages, errors; hostile clients get a right status and the server stays up."""
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import time
import unittest
import xml.etree.ElementTree
from urllib.parse import quote

from support import NEWS, PROGRAM, SOURCE, TEXT, ProgramTest, run


class Serve(ProgramTest):
    def setUp(self):
        super().setUp()
        self.store = self.folder / "s.db"
        self.assert_status(run("read", "--format", "none", "--store", self.store, *NEWS[:8]), 0)
        self.start()

    def start(self, *more):
        self.server = subprocess.Popen([PROGRAM, "serve", "--store", str(self.store), "--port", "0", *more],
                                       stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.addCleanup(self.stop, self.server)
        for line in self.server.stderr:
            found = re.search(rb"http://([\d.]+):(\d+)/(?:\?token=(\w+))?", line)
            if found:
                self.host, self.port = found[1].decode(), int(found[2])
                self.token = found[3].decode() if found[3] else None
                return
        self.fail("the server did not say where it listens")

    @staticmethod
    def stop(server):
        if server.poll() is None:
            server.send_signal(signal.SIGTERM)
            server.wait(20)
        server.stderr.close()

    def ask(self, path, method="GET", body=None, headers=()):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=20)
        connection.request(method, path, body, dict(headers))
        answer = connection.getresponse()
        answer.text = answer.read().decode("utf8")
        connection.close()
        return answer

    def json(self, path, **more):
        answer = self.ask(path, **more)
        self.assertEqual(answer.status, 200, answer.text)
        return json.loads(answer.text)

    def raw(self, request):
        with socket.create_connection((self.host, self.port), timeout=20) as link:
            link.sendall(request)
            return link.recv(65536)

    def document(self):
        return self.json("/api/v1/documents?limit=1")["documents"][0]["document"]

    def stories(self):
        """The stories, once they are placed in the background."""
        for _ in range(100):
            stories = self.json("/api/v1/stories")["stories"]
            if stories:
                return stories
            time.sleep(0.2)
        self.fail("no stories are placed")

    def test_every_get_of_the_api_answers_as_it_is_described(self):
        described = json.loads((SOURCE / "docs/openapi.json").read_text(encoding="utf8"))
        document = self.document()
        story = self.stories()[0]["id"]
        event = self.json("/api/v1/stories/%s/events" % story)["events"][0]["id"]
        claim = self.json("/api/v1/documents/" + document)["reading"]["events"][0]["id"]
        fill = {"/documents/{id}": document, "/stories/{id}": story, "/events/{id}": event, "/{claim}": claim,
                "/{format}": "csv", "/{name}": quote("تركيا")}
        queries = {"q": "حفتر", "a": "تركيا", "b": "مصر"}
        asked = 0
        for path, item in described["paths"].items():
            if "get" not in item:
                continue
            address = path
            for part, value in fill.items():
                address = address.replace(part, part[:part.index("{")] + value)
            self.assertNotIn("{", address, "no value is known for a part of " + path)
            needed = [p["name"] for p in item["get"]["parameters"] if p["in"] == "query" and p["required"]]
            address += "?" * bool(needed) + "&".join("%s=%s" % (name, quote(queries[name])) for name in needed)
            answer = self.ask(address)
            self.assertEqual(answer.status, 200, address + " " + answer.text[:200])
            content = item["get"]["responses"]["200"]["content"]
            kind = answer.getheader("Content-Type").split(";")[0]
            self.assertIn(kind, content, path)
            if kind == "application/json":
                self.fits(json.loads(answer.text), content[kind]["schema"], described, path)
            asked += 1
        self.assertGreater(asked, 25)

    def fits(self, value, schema, whole, where):
        """`value` is what `schema` says: types, members that must be there, none that is not described."""
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            if name == "Reading":
                return  # has a schema and tests of its own
            schema = whole["components"]["schemas"][name]
        for part in schema.get("allOf", []):
            self.fits(value, part, whole, where)
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        is_of = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool,
                 "null": type(None)}
        if kinds:
            self.assertTrue(any(isinstance(value, is_of[kind]) for kind in kinds), "%s: %r is no %s" % (where, value, kinds))
        if "enum" in schema:
            self.assertIn(value, schema["enum"], where)
        if isinstance(value, list) and "items" in schema:
            for one in value:
                self.fits(one, schema["items"], whole, where + "[]")
        if isinstance(value, dict):
            for name in schema.get("required", []):
                self.assertIn(name, value, where)
            for name, one in value.items():
                if name in schema.get("properties", {}):
                    self.fits(one, schema["properties"][name], whole, where + "." + name)

    def test_what_is_known_already_is_not_sent_again(self):
        first = self.ask("/api/v1/overview")
        again = self.ask("/api/v1/overview", headers={"If-None-Match": first.getheader("ETag")})
        self.assertEqual((again.status, again.text), (304, ""))

    def test_pages_follow_each_other_without_gaps(self):
        self.stories()  # documents have their codes from then on
        whole = [d["document"] for d in self.json("/api/v1/documents?limit=200")["documents"]]
        found, address = [], "/api/v1/documents?limit=3"
        while address:
            page = self.json(address)
            found += [d["document"] for d in page["documents"]]
            address = page["next"] and "/api/v1/documents?limit=3&cursor=" + page["next"]
        self.assertEqual(found, whole)
        self.assertEqual(len(set(found)), len(found))

    def test_reading_a_text_gives_what_the_command_line_gives(self):
        answer = self.json("/api/v1/read", method="POST", body=TEXT.encode(),
                           headers={"X-Isnad": "1", "Content-Type": "text/plain"})
        path = self.write("t.txt", TEXT)
        mine = json.loads(run("read", "--format", "jsonl", path).out)
        self.assertEqual(answer["events"], mine["events"])

    def test_a_correction_is_kept_and_shown(self):
        document = self.document()
        claim = self.json("/api/v1/documents/" + document)["reading"]["events"][0]["id"]
        body = json.dumps({"claim": claim, "field": "verdict", "value": "wrong", "note": "خطأ"})
        made = self.ask("/api/v1/documents/%s/corrections" % document, "POST", body.encode(), {"X-Isnad": "1"})
        self.assertEqual(made.status, 201, made.text)
        shown = self.json("/api/v1/documents/" + document)["corrections"]
        self.assertEqual([(c["claim"], c["value"], c["note"]) for c in shown], [(claim, "wrong", "خطأ")])
        for bad, status in (({"claim": claim, "field": "status", "value": "maybe"}, 422),
                            ({"claim": "no", "field": "verdict", "value": "wrong"}, 404), ([], 400)):
            answer = self.ask("/api/v1/documents/%s/corrections" % document, "POST", json.dumps(bad).encode(),
                              {"X-Isnad": "1"})
            self.assertEqual(answer.status, status, answer.text)

    def test_claims_are_counted_by_every_facet_as_they_are_found(self):
        self.stories()
        total = self.json("/api/v1/claims?limit=1")["total"]
        for _ in range(200):  # the words behind each act are counted in the background
            counts = self.json("/api/v1/claims/facets")
            if sum(value["claims"] for value in counts["facets"]["roots"]) == total:
                break
            time.sleep(0.2)
        self.assertEqual(counts["claims"], total)
        self.assertGreater(total, 20)
        for name, values in counts["facets"].items():
            if name in ("said", "happened"):
                month = values[-1]["value"]
                ends = {"said": ("said_since", "said_until"), "happened": ("since", "until")}[name]
                query = "%s=%s-01" % (ends[0], month)
            else:
                query = "%s=%s" % (name, quote(values[0]["value"]))
            found = self.json("/api/v1/claims?limit=1&" + query)["total"]
            if name in ("said", "happened"):
                self.assertGreaterEqual(found, values[-1]["claims"], query)
            else:
                self.assertEqual(found, values[0]["claims"], query)
            # A facet that is asked for still counts its other values.
            narrowed = self.json("/api/v1/claims/facets?" + query)
            self.assertEqual(narrowed["claims"], found, query)
            if name not in ("said", "happened"):
                self.assertEqual(narrowed["facets"][name], values, query)

    def test_a_person_without_a_public_role_has_no_page(self):
        text = ("قالت سميرة الهاشمي، وهي ربة بيت من المدينة، إن ابنها أحمد الهاشمي أصيب. "
                "وزار الرئيس التركي رجب طيب أردوغان طرابلس.")
        self.assert_status(run("read", "--format", "none", "--store", self.store, "--date", "2020-06-07",
                               self.write("private.txt", text)), 0)
        self.assertEqual(self.ask("/api/v1/actors/" + quote("سميرة الهاشمي")).status, 404)
        self.assertEqual(self.ask("/api/v1/actors/" + quote("رجب طيب أردوغان")).status, 200)
        for path in ("/api/v1/actors?q=" + quote("الهاشمي"), "/api/v1/claims/facets?q=" + quote("سميرة")):
            self.assertNotIn("سميرة", self.ask(path).text, path)

    def test_reading_into_the_store_is_seen(self):
        run_ = self.json("/api/v1/runs")["runs"][0]
        self.assertEqual((run_["what"], run_["documents"]), ("read", 8))
        self.assertTrue(run_["ended"])

    def test_filters_of_claims_hold_together(self):
        self.stories()
        country = self.json("/api/v1/claims/facets")["facets"]["country"][0]["value"]
        for query in ("country=%s&role=actor&status=happened" % country, "type=ASSAULT&type=CONSULT",
                      "q=" + quote("ليبيا"), "role=source&actor=" + quote("حفتر")):
            page = self.json("/api/v1/claims?limit=200&" + query)
            self.assertGreater(page["total"], 0, query)
            self.assertLessEqual(len(page["claims"]), page["total"])
        rows = self.json("/api/v1/claims?limit=200&type=ASSAULT&type=CONSULT")["claims"]
        self.assertEqual({row["claim"]["type"] for row in rows}, {"ASSAULT", "CONSULT"})
        for bad in ("role=friend", "roots=9", "type=X", "since=2020"):
            self.assertEqual(self.ask("/api/v1/claims/facets?" + bad).status, 400, bad)
        self.assertEqual(self.json("/api/v1/claims?actor=" + quote("لا أحد بهذا الاسم"))["total"], 0)

    def test_a_search_of_claims_has_a_feed(self):
        feed = self.ask("/feeds/claims.atom?status=happened&lang=en")
        self.assertEqual(feed.status, 200)
        entries = xml.etree.ElementTree.fromstring(feed.text).findall("{http://www.w3.org/2005/Atom}entry")
        self.assertGreater(len(entries), 5)
        self.assertTrue(all(e.find("{http://www.w3.org/2005/Atom}title").text for e in entries))

    def test_a_correction_is_logged_with_who_and_when_and_taken_back(self):
        document = self.document()
        event = self.json("/api/v1/documents/" + document)["reading"]["events"][0]
        claim = event["id"]

        def correct(value):
            body = json.dumps({"claim": claim, "field": "status", "value": value, "who": "سلمى"}).encode()
            self.assertEqual(self.ask("/api/v1/documents/%s/corrections" % document, "POST", body,
                                      {"X-Isnad": "1"}).status, 201)

        def standing():
            return [(c["value"], c["who"]) for c in self.json("/api/v1/documents/" + document)["corrections"]]

        correct("planned")
        correct("denied")
        self.assertEqual(standing(), [("denied", "سلمى")])
        log = self.json("/api/v1/log?document=" + document)["entries"]
        self.assertEqual([(e["value"], e["who"], e["undone"]) for e in log],
                         [("denied", "سلمى", None), ("planned", "سلمى", None)])
        self.assertRegex(log[0]["made"], r"^\d{4}-\d\d-\d\dT")
        address = "/api/v1/corrections/%d" % log[0]["id"]
        self.assertEqual(self.ask(address, "DELETE").status, 403)
        back = self.ask(address + "?who=" + quote("يوسف"), "DELETE", headers={"X-Isnad": "1"})
        self.assertEqual(back.status, 200, back.text)
        self.assertEqual(standing(), [("planned", "سلمى")])
        self.assertEqual(self.json("/api/v1/log")["entries"][0]["undone_by"], "يوسف")
        self.assertEqual(self.ask(address, "DELETE", headers={"X-Isnad": "1"}).status, 404)
        self.assertEqual(self.ask("/api/v1/corrections/%d" % log[1]["id"], "DELETE", headers={"X-Isnad": "1"}).status,
                         200)
        self.assertEqual(standing(), [])

    def test_why_shows_what_fired_and_how_parties_were_chosen(self):
        document = self.document()
        for event in self.json("/api/v1/documents/" + document)["reading"]["events"]:
            why = self.json("/api/v1/documents/%s/why/%s" % (document, event["id"]))
            self.assertEqual(why["act"]["rule"], event["rule"])
            fired = [f for f in why["fired"] if f["part"] == "trigger"]
            self.assertTrue(fired[0]["row"]["lemma"])
            self.assertRegex(fired[0]["where"], r"^lexicon/codebook/\w+\.tsv:\d+$")
            self.assertEqual(len([p for p in why["parties"] if p["role"] == "actor"]), len(event["actors"]))
        self.assertEqual(self.ask("/api/v1/documents/%s/why/none" % document).status, 404)

    def test_what_is_changed_shows_in_answers_that_are_kept(self):
        story = self.stories()[0]["id"]
        path = "/api/v1/stories/%s/events" % story
        claim = self.json(path)["events"][0]["claims"][0]["id"]
        for _ in range(3):
            self.json(path)
        document, _, event = claim.rpartition(".")
        for value, wrong in (("wrong", True), ("right", False)):
            body = json.dumps({"claim": event, "field": "verdict", "value": value})
            made = self.ask("/api/v1/documents/%s/corrections" % document, "POST", body.encode(), {"X-Isnad": "1"})
            self.assertEqual(made.status, 201, made.text)
            claims = [c for e in self.json(path)["events"] for c in e["claims"] if c["id"] == claim]
            self.assertEqual([c["wrong"] for c in claims], [wrong])

    def test_what_another_process_reads_shows(self):
        before = self.json("/api/v1/overview")["documents"]
        listed = self.json("/api/v1/documents?limit=200")["documents"]
        self.assert_status(run("read", "--format", "none", "--store", self.store, *NEWS[8:10]), 0)
        for _ in range(60):  # a costly answer may be some seconds late
            if self.json("/api/v1/overview")["documents"] == before + 2:
                break
            time.sleep(0.2)
        self.assertEqual(self.json("/api/v1/overview")["documents"], before + 2)
        self.assertEqual(len(self.json("/api/v1/documents?limit=200")["documents"]), len(listed) + 2)

    def test_a_change_is_made_listed_and_taken_back(self):
        self.stories()
        documents = [d["document"] for d in self.json("/api/v1/documents")["documents"]]
        body = json.dumps({"action": "split", "subjects": documents[:1]}).encode()
        made = self.ask("/api/v1/changes", "POST", body, {"X-Isnad": "1"})
        self.assertEqual(made.status, 201, made.text)
        number = json.loads(made.text)["id"]
        self.assertEqual([c["id"] for c in self.json("/api/v1/changes")["changes"]], [number])
        back = self.ask("/api/v1/changes/%d" % number, "DELETE", headers={"X-Isnad": "1"})
        self.assertEqual(back.status, 200, back.text)
        self.assertTrue(self.json("/api/v1/changes")["changes"][0]["undone"])
        self.assertEqual(self.ask("/api/v1/changes/99", "DELETE", headers={"X-Isnad": "1"}).status, 404)
        self.assertEqual(self.ask("/api/v1/changes", "POST", b"{}", {"X-Isnad": "1"}).status, 400)

    def test_wrong_questions_get_problems_that_help(self):
        for path, status in (("/api/v1/nothing", 404), ("/api/v1/documents/nothing", 404), ("/api/v1/stories/x", 404),
                             ("/api/v1/stories?since=yesterday", 400), ("/api/v1/claims?type=KISS", 400),
                             ("/api/v1/claims?status=maybe", 400), ("/api/v1/search", 400),
                             ("/api/v1/documents?limit=9999", 400), ("/api/v1/documents?cursor=%27--", 400),
                             ("/api/v1/documents?" + "&".join("a%d=1" % i for i in range(100)), 400),
                             ("/no.js", 404)):
            answer = self.ask(path)
            self.assertEqual(answer.status, status, path)
            self.assertEqual(answer.getheader("Content-Type"), "application/problem+json")
            self.assertTrue(json.loads(answer.text)["title"])
        self.assertEqual(self.ask("/api/v1/overview", "DELETE", headers={"X-Isnad": "1"}).status, 405)

    def test_pages_elsewhere_cannot_ask_or_change(self):
        self.assertEqual(self.ask("/", headers={"Host": "evil.example"}).status, 421)
        for headers in ({}, {"X-Isnad": "1", "Origin": "http://evil.example"},
                        {"X-Isnad": "1", "Sec-Fetch-Site": "cross-site"}):
            self.assertEqual(self.ask("/api/v1/read", "POST", b"x", headers).status, 403)

    def test_no_page_runs_what_is_not_ours(self):
        for path in ("/", "/api/v1/overview", "/api/v1/nothing"):
            policy = self.ask(path).getheader("Content-Security-Policy")
            self.assertIn("script-src 'self';", policy)
            self.assertNotIn("unsafe", policy)
            self.assertEqual(self.ask(path).getheader("Referrer-Policy"), "no-referrer")

    def test_malformed_requests_do_no_harm(self):
        host = ("Host: %s:%d\r\n" % (self.host, self.port)).encode()
        both = (b"POST /api/v1/read HTTP/1.1\r\n" + host + b"X-Isnad: 1\r\nContent-Length: 4\r\n"
                b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
        self.assertIn(b" 400 ", self.raw(both).split(b"\r\n")[0])
        self.assertIn(b" 413 ", self.raw(b"POST /api/v1/read HTTP/1.1\r\n" + host +
                                         b"X-Isnad: 1\r\nContent-Length: 99999999999\r\n\r\n").split(b"\r\n")[0])
        self.assertNotIn(b"root:", self.raw(b"GET /../../../../etc/passwd HTTP/1.1\r\n" + host + b"\r\n"))
        self.assertNotIn(b"root:", self.raw(b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + host + b"\r\n"))
        self.assertNotIn(b" 200 ", self.raw(b"GET /api/v1/documents/%00 HTTP/1.1\r\n" + host + b"\r\n").split(b"\r\n")[0])
        self.raw(b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\n" + host + b"\r\n")
        self.raw(os.urandom(2000))
        slow = [socket.create_connection((self.host, self.port)) for _ in range(50)]  # that never ask
        self.json("/api/v1/overview")
        for link in slow:
            link.close()

    def test_a_store_that_goes_away_or_is_broken_is_told_and_comes_back(self):
        away = self.store.with_suffix(".away")
        self.store.rename(away)
        gone = self.ask("/api/v1/documents")
        self.assertEqual(gone.status, 503)
        away.rename(self.store)
        self.json("/api/v1/documents")

    def test_another_address_demands_the_token(self):
        self.stop(self.server)
        self.start("--listen", "0.0.0.0", "--host", "127.0.0.1:0")
        self.assertTrue(self.token)
        self.host = "127.0.0.1"
        self.assertEqual(self.ask("/api/v1/overview").status, 401)
        entered = self.ask("/?token=" + self.token)
        self.assertEqual(entered.status, 200)
        self.assertIn("HttpOnly", entered.getheader("Set-Cookie"))
        self.json("/api/v1/overview", headers={"Authorization": "Bearer " + self.token})
        self.assertEqual(self.ask("/api/v1/overview", headers={"Authorization": "Bearer x" + self.token}).status, 401)


if __name__ == "__main__":
    unittest.main()
