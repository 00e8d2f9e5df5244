# SPDX-License-Identifier: Apache-2.0
"""What is new in a store: planned and done, told and denied, second roots, changed and withdrawn pages; per reader."""
import json
import signal
import subprocess
import time
import unittest

from support import PROGRAM, ProgramTest, run
from watch_test import Watch, article, rss

PLAN = ("وزير الخارجية التونسي يزور الجزائر الأسبوع المقبل",
        "أعلنت وزارة الخارجية التونسية أن وزير الخارجية التونسي سيزور الجزائر في 14 سبتمبر 2020 لبحث التعاون بين البلدين.")
VISIT = ("وزير الخارجية التونسي يزور الجزائر",
         "زار وزير الخارجية التونسي الجزائر يوم 14 سبتمبر 2020 وبحث التعاون بين البلدين مع نظيره الجزائري.")
ATTACK = ("مسلحون يهاجمون مطار معيتيقة",
          "قصفت قوات حفتر مطار معيتيقة في طرابلس يوم الثلاثاء 8 سبتمبر 2020، وألحق القصف أضرارا بالمدرج.")
DENIAL = ("قوات حفتر تنفي قصف مطار معيتيقة",
          "نفت قوات حفتر أن تكون قصفت مطار معيتيقة في طرابلس يوم الثلاثاء 8 سبتمبر 2020.")


def record(name, outlet, date, told, **more):
    return {"id": name, "url": "https://%s.example/%s" % (outlet, name), "outlet": outlet, "date": date,
            "title": told[0], "text": told[0] + "\n\n" + told[1] + "\n", **more}


class NewsTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.store = self.folder / "s.db"
        self.batch = 0

    def read(self, *records):
        self.batch += 1
        self.assert_status(run("read", "--format", "none", "--store", self.store,
                               self.jsonl("b%d.jsonl" % self.batch, records)), 0)

    def news(self, *options):
        ended = run("news", "--store", self.store, "--format", "jsonl", *options)
        self.assert_status(ended, 0)
        return self.readings(ended)

    def last(self):
        return self.news("--since", "last", "--mark")

    def kinds(self, items, **wanted):
        return [i["kind"] for i in items if all(i[k] == v for k, v in wanted.items())]


class News(NewsTest):
    def test_what_was_planned_happens_in_another_story(self):
        self.read(record("a", "alif", "2020-09-06", PLAN))
        first = self.last()
        self.assertIn("new", self.kinds(first, type="CONSULT", standing="planned"))
        self.assertEqual(self.last(), [])
        self.read(record("b", "ba", "2020-09-14", VISIT))
        moved = [i for i in self.last() if i["kind"] == "status"]
        self.assertEqual([(i["before"], i["standing"]) for i in moved], [("planned", "done")], moved)
        roles = [(p["role"], p["document"], p["status"]) for p in moved[0]["passages"]]
        self.assertEqual(roles[0][0] + roles[0][2], "nowhappened")
        self.assertEqual(roles[-1][0] + roles[-1][2], "beforeplanned")

    def test_what_was_told_is_denied(self):
        self.read(record("a", "alif", "2020-09-08", ATTACK))
        self.last()
        self.read(record("b", "ba", "2020-09-09", DENIAL))
        items = self.last()
        denied = [i for i in items if i["kind"] == "denied"]
        self.assertTrue(denied, items)
        self.assertEqual((denied[0]["before"], denied[0]["standing"]), ("done", "done, denied by others"))
        self.assertIn(DENIAL[1][:20], [p["sentence"][:20] for p in denied[0]["passages"]])

    def test_one_look_after_all_finds_what_looks_after_each_find(self):
        records = [record("a", "alif", "2020-09-08", ATTACK), record("b", "ba", "2020-09-09", DENIAL),
                   record("c", "alif", "2020-09-06", PLAN), record("d", "ba", "2020-09-14", VISIT)]
        for one in records:
            self.read(one)
            self.last()
        each = sorted((i["kind"], i["standing"] or "") for i in self.news())
        self.store = self.folder / "whole.db"
        self.read(*records)
        self.assertEqual(sorted((i["kind"], i["standing"] or "") for i in self.news()), each)

    def test_a_second_root_and_copies_that_are_none(self):
        sentence = "قصفت طائرات مجهولة قاعدة الوطية الجوية غربي ليبيا مساء الأحد 5 يوليو 2020 ودمرت منظومات دفاع جوي."
        long = sentence + (" وقالت الوكالة إن سكان المنطقة سمعوا دوي انفجارات قوية استمرت ساعات طويلة من الليل، وإن سيارات "
                           "الإسعاف نقلت عددا من المصابين إلى مستشفيات المدن القريبة، "
                           "وإن الدخان ظل يتصاعد حتى الصباح فوق المكان كله.")
        told = ("قصف قاعدة الوطية", long)
        self.read(record("a", "alif", "2020-07-06", told))
        self.last()
        self.read(record("b", "ba", "2020-07-06", told), record("c", "ta", "2020-07-06", (told[0], long + " ختام.")))
        self.assertNotIn("root", self.kinds(self.last()))
        other = ("قصف على قاعدة الوطية",
                 "تعرضت قاعدة الوطية الجوية غربي ليبيا لقصف: قصفت طائرات مجهولة القاعدة مساء الأحد 5 يوليو 2020، "
                 "حسبما قال المتحدث باسم حكومة الوفاق محمد قنونو.")
        self.read(record("d", "tha", "2020-07-07", other))
        self.assertIn("root", self.kinds(self.last()))

    def test_a_page_that_changes_is_corrected_or_withdrawn(self):
        one = record("a", "alif", "2020-09-08", ATTACK)
        self.read(one)
        self.last()
        self.read({**one, "text": one["text"].replace("بالمدرج", "بالمدرج وبصالة المسافرين")})
        changed = [i for i in self.last() if not i["event"]]
        self.assertEqual([i["kind"] for i in changed], ["changed"])
        self.assertEqual({p["role"] for p in changed[0]["passages"]}, {"now", "before"})
        self.read({**one, "text": "تصحيح: ورد في الخبر أن القصف وقع يوم الأربعاء.\n\n" + one["text"]})
        self.assertIn("corrected", [i["kind"] for i in self.last() if i["by"] == "outlet"])
        self.read({**one, "title": "سحب الخبر", "text": "سحب الخبر\n\nتم سحب هذا الخبر من الموقع لعدم دقته.\n"})
        items = self.last()
        self.assertEqual({i["kind"] for i in items}, {"withdrawn"}, items)
        self.assertIn("ASSAULT", [i["type"] for i in items])  # the act itself is told no more, too

    def test_the_word_correction_alone_corrects_nothing(self):
        self.read(record("a", "alif", "2020-09-08", ("تصحيح المسار الاقتصادي",
                                                     "تصحيح المسار يحتاج وقتا، قال الوزير التونسي يوم الثلاثاء.")))
        self.assertNotIn("corrected", self.kinds(self.last()))

    def test_an_analysts_correction(self):
        self.read(record("a", "alif", "2020-09-08", ATTACK))
        event = next(i for i in self.last() if i["type"] == "ASSAULT")["event"]
        document, claim = event.split(".")
        self.assert_status(run("correct", "--store", self.store, "a", claim, "status", "possible", "--note", "لم يثبت"), 0)
        items = self.last()
        self.assertEqual([(i["kind"], i["by"], i["about"], i["standing"], i["note"], i["event"]) for i in items],
                         [("corrected", "analyst", "status", "possible", "لم يثبت", event)])
        self.assert_status(run("rearrange", "--store", self.store, "wrong", event), 0)
        self.assertEqual([i["about"] for i in self.last()], ["verdict"])

    def test_rereading_is_no_news(self):
        self.read(record("a", "alif", "2020-09-08", ATTACK), record("b", "ba", "2020-09-09", DENIAL))
        self.last()
        self.assert_status(run("reread", "--store", self.store, "--force"), 0)
        self.assertEqual(self.last(), [])

    def test_each_reader_has_his_own_last_look(self):
        self.read(record("a", "alif", "2020-09-08", ATTACK))
        one = self.news("--since", "last", "--reader", "سلمى", "--mark")
        self.assertTrue(one)
        self.assertEqual(self.news("--since", "last", "--reader", "سلمى"), [])
        self.assertEqual(self.news("--since", "last", "--reader", "omar"), one)
        short = self.news("--since", "last", "--reader", "omar", "--most", "1", "--mark")
        self.assertEqual(short, one[:1])
        self.assertEqual(self.news("--since", "last", "--reader", "omar"), one[1:])

    def test_times(self):
        self.read(record("a", "alif", "2020-09-08", ATTACK))
        self.assertTrue(self.news("--since", "1h"))
        self.assertTrue(self.news("--since", "2020-01-01"))
        self.assertEqual(self.news("--since", "2999-01-01T10:00Z"), [])
        for wrong in ("gestern", "24x", "2020-13-01", "2020-01-01T25:00", "2020-01-01Tx", ""):
            ended = run("news", "--store", self.store, "--since", wrong) if wrong else None
            if ended:
                self.assert_status(ended, 2)
                self.assertIn("is no time", ended.err)
        self.assertEqual(run("news", "--store", self.folder / "none.db").status, 1)

    def test_text_says_what_is_not_done_in_both_languages(self):
        self.read(record("a", "alif", "2020-09-06", PLAN))
        for language, words in (("en", ("new", "planned, not done", "planned")), ("ar", ("جديد", "مقرر لم يقع"))):
            ended = run("news", "--store", self.store, "--language", language)
            self.assert_status(ended, 0)
            for word in words:
                self.assertIn(word, ended.out)
            self.assertIn("سيزور الجزائر", ended.out)
            self.assertIn("https://alif.example/a", ended.out)

    def test_killed_in_the_middle_nothing_is_told_twice(self):
        records = [record("k%d" % i, "o%d" % (i % 3), "2020-%02d-%02d" % (1 + i % 9, 1 + i % 28),
                          ("خبر رقم %d" % i,
                           "التقى وزير الخارجية المصري نظيره الأردني يوم %d مايو 2020، وقال إن اللقاء رقم %d." % (1 + i % 28, i)))
                   for i in range(1500)]
        self.read(*records)
        self.assert_status(run("stories", "--store", self.store), 0)
        for delay in (0.05, 0.15, 0.3):
            child = subprocess.Popen([PROGRAM, "news", "--store", self.store],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(delay)
            child.send_signal(signal.SIGKILL)
            child.wait()
        events = [i["event"] for i in self.news("--most", "100000", "--kind", "new")]
        self.assertEqual(len(events), len(set(events)))


class Gone(Watch):
    def test_a_page_that_its_outlet_took_away_is_withdrawn(self):
        state = {"there": True}
        server = self.serve({"/rss": rss([("/a/1", "خبر", "موجز")]),
                             "/a/1": lambda h: h.answer(200, article(1)) if state["there"] else h.answer(410)})
        sources = self.sources(self.feed(server.base + "/rss", recheck=["1s"]))
        self.once(sources)
        news = ("news", "--store", self.store, "--format", "jsonl", "--since", "last", "--mark")
        self.assertNotIn("withdrawn", [i["kind"] for i in self.readings(run(*news))])
        state["there"] = False
        time.sleep(2.2)
        self.once(sources)
        items = self.readings(run(*news))
        self.assertEqual([(i["kind"], i["by"]) for i in items], [("withdrawn", "outlet")])
        self.assertIn("410", items[0]["note"])
        self.assertEqual(items[0]["passages"][0]["url"], server.base + "/a/1")


if __name__ == "__main__":
    unittest.main()
