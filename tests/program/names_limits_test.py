# SPDX-License-Identifier: Apache-2.0
"""Names of any length and number take bounded time and break nothing."""
import json
import time
import unittest

from support import ProgramTest, run

SECONDS = 30  # far above what it takes, far below what anything quadratic would


class Limits(ProgramTest):
    def read(self, text):
        begin = time.monotonic()
        ended = run("read", "--format", "jsonl", self.jsonl("t.jsonl", [{"id": "t", "text": text, "date": "2020-06-03"}]))
        self.assert_status(ended, 0)
        self.assertLess(time.monotonic() - begin, SECONDS)
        return self.readings(ended)[0]

    def test_a_name_of_three_hundred_letters(self):
        long = "عبد" + "ال" * 149
        for text in ("قال الرئيس %s إن الحوار مستمر." % long, "التقى خليفة %s وفدا." % " ".join(["حفتر"] * 60),
                     "وزارة " + "الخارجية " * 40):
            reading = self.read(text * 20)
            for entity in reading["entities"]:
                for begin, end in entity["mentions"]:
                    self.assertLessEqual(end, len(reading["text"]))

    def test_ten_thousand_mentions(self):
        text = "\n".join("التقى خليفة حفتر رقم %d محمد الفلاني %s في بنغازي." % (i, "ابجدهوز"[i % 7] * (i % 5 + 2))
                         for i in range(3400))
        reading = self.read(text)
        self.assertGreater(sum(len(e["mentions"]) for e in reading["entities"]), 8000)

    def test_ten_thousand_names_that_differ(self):
        letters = "بتجدرسعفقكلمن"
        text = "\n".join("قال محمد %s%s%s%s إن خالد %s%s%s وصل إلى بيروت." %
                         (*(letters[i // 13 ** k % 13] for k in range(4)), *(letters[i // 13 ** k % 13] for k in range(3)))
                         for i in range(3400))
        self.read(text)

    def test_only_digits_and_only_latin(self):
        self.assertEqual(self.read("٠١٢٣ 4567 89 " * 5000)["entities"], [])
        self.read("The minister of foreign affairs met General Haftar in Benghazi. " * 2000)

    def test_an_office_described_ten_thousand_times(self):
        self.read("قال وزير الخارجية المصري إن المباحثات مع الأمين العام للأمم المتحدة كانت مثمرة.\n" * 3400)


if __name__ == "__main__":
    unittest.main()
