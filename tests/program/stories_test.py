# SPDX-License-Identifier: Apache-2.0
"""Stories, events and relations of a store: bad input, kills, other orders, analysts' changes, files for others."""
import csv
import datetime
import io
import json
import random
import signal
import sqlite3
import subprocess
import time
import unittest
import xml.etree.ElementTree as xml

from support import NEWS, PROGRAM, TEXT, ProgramTest, run

TOPICS = (
    ("زلزال يضرب مدينة {c}",
     "ضرب زلزال قوي مدينة {c} فجر اليوم وألحق أضرارا بالمنازل، وقال الدفاع المدني في {c} إن فرق الإنقاذ "
     "تبحث عن عالقين تحت الأنقاض وإن المستشفيات استقبلت عشرات المصابين."),
    ("وزير الخارجية يزور {c}",
     "وصل وزير الخارجية المصري إلى {c} في زيارة رسمية، والتقى نظيره في {c} لبحث التعاون، وأعلن الجانبان "
     "توقيع اتفاق تجاري وفتح خط طيران مباشر بين البلدين."),
    ("احتجاجات في {c} على غلاء الأسعار", "خرج آلاف المتظاهرين في شوارع {c} احتجاجا على ارتفاع الأسعار، وأغلقوا الطريق الرئيسي "
     "وطالبوا الحكومة بالاستقالة، بينما انتشرت الشرطة حول البرلمان في {c}."),
)
FIRST = datetime.date(2020, 1, 1)
CITIES = ("الرباط", "عمان", "مسقط", "نواكشوط", "بغداد", "الخرطوم", "صنعاء", "تونس")


def records():
    """24 stories of three articles of different outlets each, in different words."""
    extra = ("وأضاف مراسلنا أن الأجواء هادئة الآن.", "ونقل شهود عيان تفاصيل أخرى عما جرى.", "وينتظر صدور بيان رسمي لاحقا.")
    rows = []
    for t, (title, text) in enumerate(TOPICS):
        for c, city in enumerate(CITIES):
            for o in range(3):
                sentences = text.format(c=city).split("، ")
                body = "، ".join(sentences[o % 2:] + sentences[:o % 2]) + "\n\n" + extra[o]
                rows.append({"id": "d%d-%d-%d" % (t, c, o), "url": "https://o%d.example/%d/%d" % (o, t, c),
                             "outlet": "o%d" % o,
                             "date": str(FIRST + datetime.timedelta(days=5 * (3 * c + t))),
                             "title": title.format(c=city), "text": body})
    return rows


class StoreTest(ProgramTest):
    def store(self, rows, name="s.db"):
        path = self.folder / name
        self.assert_status(run("read", "--format", "none", "--store", path, self.jsonl(name + ".jsonl", rows)), 0)
        return path

    def groups(self, store):
        ended = run("stories", "--store", store, "--format", "jsonl")
        self.assert_status(ended, 0)
        found = {}
        rows = [json.loads(line) for line in ended.out.splitlines()]
        self.assertEqual(len(rows), len({row["id"] for row in rows}), "a document is in two stories")
        for row in rows:
            found.setdefault(row["story"], set()).add(row["id"])
        return sorted(map(sorted, found.values()))


class Stories(StoreTest):
    def test_documents_without_date_title_or_outlet_are_placed(self):
        rows = [{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT + "ختام.", "outlet": "x"}, {"id": "c", "text": "سطر واحد"},
                {"id": "d", "text": "خبر قصير عن زيارة", "date": "2999-01-01"},
                {"id": "e", "text": TEXT + "مستقبل.", "date": "2999-01-01"}]
        groups = self.groups(self.store(rows))
        self.assertEqual(sorted(sum(groups, [])), ["a", "b", "c", "d", "e"])
        self.assertIn(["a", "b", "e"], groups)

    def test_five_thousand_copies_are_one_text_of_one_story(self):
        rows = [{"id": "k%d" % i, "url": "https://a.example/%d" % i, "date": "2020-09-0%d" % (1 + i % 3), "text": TEXT}
                for i in range(5000)]
        store = self.store(rows)
        began = time.monotonic()
        ended = run("stories", "--store", store)
        self.assert_status(ended, 0)
        self.assertLess(time.monotonic() - began, 60)
        self.assertLess(ended.peak, 500 << 20)
        self.assertIn("5000 documents, 1 text,", ended.out)

    def test_articles_of_one_event_are_one_story(self):
        groups = self.groups(self.store(records()))
        right = [g for g in groups if len({i.rsplit("-", 1)[0] for i in g}) == 1 and len(g) == 3]
        self.assertGreaterEqual(len(right), 18, groups)

    def test_another_order_and_two_stores_merged_give_the_same_stories(self):
        rows = records()
        whole = self.groups(self.store(rows))
        random.Random(1).shuffle(rows)
        self.assertEqual(self.groups(self.store(rows, "shuffled.db")), whole)
        half = self.store(rows[:40], "half.db")
        self.groups(half)  # the first half is placed before the second comes
        self.assert_status(run("read", "--format", "none", "--store", half, self.jsonl("rest.jsonl", rows[40:])), 0)
        again = self.groups(half)
        self.assertEqual(sorted(sum(again, [])), sorted(sum(whole, [])))
        same = sum(g in whole for g in again)
        self.assertGreaterEqual(same, 0.9 * len(whole))

    def test_killed_in_the_middle_the_next_run_ends_where_one_run_would_have(self):
        rows = records() + [{"id": "m%d" % i, "url": "https://m.example/%d" % i, "date": "2020-09-%02d" % (1 + i % 28),
                             "text": TEXT + " فقرة رقم %d عن موضوع %d." % (i, i * 7)} for i in range(1500)]
        store = self.store(rows)
        whole = self.store(rows, "whole.db")
        expected = self.groups(whole)
        for delay in (0.02, 0.05, 0.1, 0.2, 0.3):
            child = subprocess.Popen([PROGRAM, "stories", "--store", store], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(delay)
            child.send_signal(signal.SIGKILL)
            child.wait()
        self.assertEqual(self.groups(store), expected)

    def test_a_store_of_schema_1_is_migrated(self):
        store = self.store(records()[:6])
        with sqlite3.connect(store) as db:
            later = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                     if name not in ("documents", "versions", "claims", "corrections")
                     and not name.startswith(("words", "sqlite_"))]
            for table in later:
                db.execute("DROP TABLE " + table)
            for added in ("INDEX versions_unwritten", "INDEX claims_uncounted"):
                db.execute("DROP " + added)
            for table, column in (("versions", "language"), ("claims", "place"), ("claims", "roots")):
                db.execute("ALTER TABLE %s DROP COLUMN %s" % (table, column))
            db.execute("PRAGMA user_version = 1")
        self.assertEqual(len(sum(self.groups(store), [])), 6)  # alone each, until they are read again
        self.assert_status(run("reread", "--store", store, "--force"), 0)
        self.assertEqual(len(self.groups(store)), 2)


class Changes(StoreTest):
    def test_changes_are_kept_through_rereading_and_taken_back(self):
        store = self.store(records()[:6])
        before = self.groups(store)
        self.assertEqual(len(before), 2)
        for action in (("split", "d0-0-0"), ("move", "d0-0-1", "--to", "d0-1-0"), ("merge", "d0-0-2", "--to", "d0-0-0")):
            self.assert_status(run("rearrange", "--store", store, *action, "--note", "test"), 0)
        after = self.groups(store)
        self.assertEqual(after, [["d0-0-0", "d0-0-2"], ["d0-0-1", "d0-1-0", "d0-1-1", "d0-1-2"]])
        self.assert_status(run("reread", "--store", store, "--force"), 0)
        self.assertEqual(self.groups(store), after)
        listed = [json.loads(line) for line in run("rearrange", "--store", store, "list").out.splitlines()]
        self.assertEqual([c["action"] for c in listed], ["split", "move", "merge"])
        for change in reversed(listed):
            self.assert_status(run("rearrange", "--store", store, "undo", change["id"]), 0)
        self.assertEqual(self.groups(store), before)
        self.assertEqual(run("rearrange", "--store", store, "undo", 1).status, 1)

    def test_a_claim_marked_wrong_counts_nowhere(self):
        store = self.folder / "news.db"
        self.assert_status(run("read", "--format", "none", "--store", store, *NEWS), 0)
        story = json.loads(run("stories", "--store", store, "--format", "jsonl").out.splitlines()[0])["story"]
        event = json.loads(run("story", "--store", store, story, "--format", "jsonl").out)["events"][0]
        claim = event["claims"][0]["id"]
        self.assert_status(run("rearrange", "--store", store, "wrong", claim), 0)
        shown = json.loads(run("event", "--store", store, claim, "--format", "jsonl").out)
        self.assertTrue([c["wrong"] for c in shown["claims"] if c["id"] == claim][0])
        self.assertNotIn(claim, [c for root in shown["corroboration"]["roots"] for c in root["claims"]])

    def test_what_is_not_there_is_named(self):
        store = self.store(records()[:3])
        for command in (("story", "nothing"), ("event", "nothing.1"), ("event", "nothing"), ("relation", "مصر", "لا أحد هنا"),
                        ("rearrange", "merge", "nothing", "--to", "d0-0-0"), ("stories", "--since", "yesterday")):
            ended = run(command[0], "--store", store, *command[1:])
            self.assertEqual(ended.status, 1, command)
            self.assertIn("isnad: ", ended.err)


class Files(ProgramTest):
    def test_relations_and_their_files(self):
        store = self.folder / "news.db"
        self.assert_status(run("read", "--format", "none", "--store", store, *NEWS), 0)
        relation = json.loads(run("relation", "--store", store, "مصر", "خليفة حفتر", "--format", "jsonl").out)
        self.assertEqual((relation["a"]["key"], relation["b"]["name"]), ("@EGY", "خليفة حفتر"))
        self.assertTrue(relation["acts"])
        self.assertNotIn("weighted", run("relation", "--store", store, "مصر", "حفتر").out)
        for point in relation["points"]:
            self.assertEqual(point["cooperation"] + point["hostility"], sum(point["quads"].values()))
        table = list(csv.DictReader(io.StringIO(run("relation", "--store", store, "مصر", "حفتر", "--format", "csv").out)))
        self.assertEqual(len(table), len(relation["points"]))
        calendar = run("timeline", "--store", store, "--format", "ical").out
        self.assertEqual(calendar.count("BEGIN:VEVENT"), calendar.count("END:VEVENT"))
        self.assertTrue(all(len(line.encode()) <= 75 for line in calendar.splitlines()))
        for form in ("graphml", "gexf"):
            self.assertTrue(len(xml.fromstring(run("network", "--store", store, "--format", form).out)))
        places = json.loads(run("network", "--store", store, "--format", "geojson").out)
        self.assertEqual(places["type"], "FeatureCollection")
        self.assertTrue(json.loads(run("actor", "--store", store, "حفتر", "--format", "jsonl").out)["with"])

    def test_a_state_with_rival_sides_is_totalled_only_on_demand_and_with_a_warning(self):
        store = self.folder / "news.db"
        self.assert_status(run("read", "--format", "none", "--store", store, *NEWS), 0)
        plain = json.loads(run("relation", "--store", store, "تركيا", "ليبيا", "--format", "jsonl").out)
        whole = json.loads(run("relation", "--store", store, "تركيا", "ليبيا", "--all-sides", "--format", "jsonl").out)
        self.assertGreaterEqual(len(whole["acts"]), len(plain["acts"]))
        self.assertTrue(any("rival" in w for w in whole["warnings"]))


if __name__ == "__main__":
    unittest.main()
