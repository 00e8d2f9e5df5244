# SPDX-License-Identifier: Apache-2.0
"""A role without a name leads to its holder on the document's day, where that is certain."""
import json
import unittest

from support import ProgramTest, run


class Who(ProgramTest):
    def who(self, office, day):
        ended = run("who", office, "--on", day)
        self.assertIn(ended.status, (0, 1), ended.err)
        return ended.out.splitlines()

    def assert_holder(self, office, day, name):
        lines = self.who(office, day)
        self.assertEqual(len(lines), 1, (office, lines))
        self.assertIn(name, lines[0])

    def test_an_office_and_whose_it_is(self):
        self.assert_holder("وزير الخارجية المصري", "2020-06-03", "سامح شكري")
        self.assert_holder("وزير خارجية مصر", "2020-06-03", "سامح شكري")
        self.assert_holder("وزير الخارجية المصري", "2014-03-01", "نبيل فهمي")
        self.assert_holder("رئيس الحكومة التونسية", "2017-01-01", "يوسف الشاهد")
        self.assert_holder("الرئيس المصري", "2013-05-01", "محمد مرسي")

    def test_an_office_of_a_body(self):
        self.assert_holder("الأمين العام للأمم المتحدة", "2015-05-05", "بان كي مون")
        self.assert_holder("رئيس حكومة الوفاق الوطني", "2019-06-03", "Tripoli")

    def test_rivals_and_coarse_days_give_several(self):
        self.assertGreater(len(self.who("وزير الخارجية الليبي", "2018-06-03")), 1)
        self.assertEqual(len(self.who("وزير الخارجية المصري", "2014")), 2)

    def test_what_is_not_understood_whole_leads_nowhere(self):
        for office in ("وزير الخارجية المصري السابق", "وزير الخارجية", "مصدر في الخارجية المصرية", "وزير", "x" * 5000):
            ended = run("who", office, "--on", "2020-06-03")
            self.assert_status(ended, 1)
        self.assert_status(run("who", "وزير الخارجية المصري", "--on", "soon"), 1)


class InTexts(ProgramTest):
    def reading(self, text, date):
        ended = run("read", "--format", "jsonl", self.jsonl("t.jsonl", [{"text": text, "date": date}]))
        self.assert_status(ended, 0)
        return self.readings(ended)[0]

    def source(self, text, date):
        reading = self.reading(text, date)
        names = {e["id"]: e["name"] for e in reading["entities"]}
        self.assertTrue(reading["quotes"])
        source = reading["quotes"][-1]["source"]
        return names.get(source["entity"]), source["country"], len(names)

    def test_the_holder_whom_the_text_names(self):
        text = "زار سامح شكري الخرطوم أمس. وقال وزير الخارجية المصري إن المباحثات كانت مثمرة."
        self.assertEqual(self.source(text, "2020-06-03")[0], "سامح شكري")

    def test_not_he_who_holds_it_at_another_time(self):
        text = "زار سامح شكري الخرطوم أمس. وقال وزير الخارجية المصري إن المباحثات كانت مثمرة."
        self.assertIsNone(self.source(text, "2025-06-03")[0])

    def test_nobody_is_made_up(self):
        entity, country, entities = self.source("قال وزير الخارجية المصري إن المباحثات كانت مثمرة.", "2020-06-03")
        self.assertEqual((entity, country, entities), (None, "EGY", 0))


if __name__ == "__main__":
    unittest.main()
