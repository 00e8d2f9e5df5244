#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Extracts verbs, nouns, adjectives and proper nouns into lexicon/words/*.tsv.

usage: extract_words.py CAMEL_DIR SAMER_TSV OUT_DIR IOB_FILE...

CAMEL_DIR holds the MSA tables of Camel Morph (MSA-Verb-LEX-PV.csv, ...); SAMER_TSV is SAMER-Readability-Lexicon.tsv.
The IOB files are ANERcorp and AQMAR, which tell how frequent a
proper noun is. Only facts are carried over: lemma, measure, stem class, broken plurals of adjectives, and how frequent
a lemma is.
"""
import collections
import csv
import math
import os
import re
import sys

BUCKWALTER = dict(zip("'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYy{", 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيا'))
MEASURES = {'1a2a3': '1', '1a2~a3': '2', '1A2a3': '3', '>a1o2a3': '4', 'ta1a2~3': '5', 'ta1A2a3': '6',
            '{ino1a2a3': '7', '{i1ota2a3': '8', '{i1o2a3~': '9', '{isota1o2a3': '10', '1a2o3a4': 'q1',
            'ta1a2o3a4': 'q2', '{i1o2a3a4~': 'q4'}
DIACRITICS = re.compile('[\u064b-\u065f\u0670\u0640]')
ENDINGS = {'#-iy': 'ي', '#-aY': 'ى', '#-uw': 'و', '#-a>': 'أ', '#-u&': 'ؤ', "#-iy'": 'يء', "#-uw'": 'وء',
           '#-}iy': 'ئي', '#->ay': 'أى', "#-A'": 'اء', '#-aA': 'ا'}


def arabic(buckwalter):
    """Unvocalised letters of a transliterated form; a last shadda is kept."""
    out = ''.join(BUCKWALTER.get(c, '') for c in buckwalter)
    return out + ('\u0651' if buckwalter.endswith('~') else '')


def fold(word):
    word = DIACRITICS.sub('', word.replace('\u0671', 'ا'))
    for letters, to in (('آأإ', 'ا'), ('ىئ', 'ي'), ('ؤ', 'و'), ('ة', 'ه')):
        word = re.sub('[%s]' % letters, to, word)
    return word


def doubled_fold(word):
    """Folded, but with its shaddas, which tell measures and roots apart."""
    return fold(re.sub('[\u064b-\u0650\u0652\u0670\u0640]', '', word).replace('\u0651', '~'))


def rows(directory, name):
    with open(os.path.join(directory, name), encoding='utf-8') as file:
        return list(csv.DictReader(file))


def frequency_class(count):
    """0 for the rarest, one more for each doubling."""
    return int(math.log2(count + 1)) if count > 0 else 0


def read_samer(path):
    counts = collections.Counter()
    lemmas = []
    with open(path, encoding='utf-8') as file:
        next(file)
        for line in file:
            cells = line.rstrip('\n').split('\t')
            lemma, pos = cells[3].rsplit('#', 1)
            lemma = lemma.replace('\u0671', 'ا')
            news = int(int(cells[0]) * float(cells[2].rstrip('%')) / 100 + 0.5)
            total = news + (int(cells[0]) - news) // 4  # news weigh four times as much as novels
            counts[doubled_fold(lemma), pos] += total
            lemmas.append((lemma, pos, total))
    return counts, lemmas


def lemma_of(cell):
    return re.sub(r'(-[aiu]+)?(_\d+)?$', '', cell)


def verb_table(camel, counts):
    past, present = collections.defaultdict(list), collections.defaultdict(list)
    for stems, name in ((past, 'MSA-Verb-LEX-PV.csv'), (present, 'MSA-Verb-LEX-IV.csv')):
        for row in rows(camel, name):
            stems[row['LEMMA'], row['PATTERN_ABSTRACT']].append(row)
    found = {}
    for (cell, pattern), stems in past.items():
        if pattern not in MEASURES or any('Frozen' in s['COND-S'] for s in stems):
            continue
        lemma = arabic(lemma_of(cell))
        conditions = stems[0]['COND-S'].split()
        if 'gem' in conditions:
            kind = 'doubled'
        elif "#-A'" in conditions:
            kind = 'hollow-hamza'
        elif {'#-ay', '#->ay', '#->~ay'} & set(conditions):
            kind = 'final-ya'
        elif '#-aw' in conditions or '#-aA' in conditions:
            kind = 'final-waw'
        elif '#-iy' in conditions:
            kind = 'final-i'
        elif '#-a>' in conditions:
            kind = 'hamza'
        elif len({s['COND-T'] for s in stems}) > 1:
            kind = 'hollow'
        else:
            kind = 'sound'
        letters = ''.join(BUCKWALTER.get(c, '\u0651' if c == '~' else '') for c in lemma_of(cell))
        frequency = counts[doubled_fold(letters), 'verb']
        for stem in present.get((cell, pattern), []):
            if stem['COND-T'] == 'c-suff':
                continue
            c = stem['COND-S'].split()
            form = arabic(stem['FORM']).replace('\u0651', '')
            start = 'ي' + (('ؤ' if 'u-#' in c else 'أ') if '>-#' in c else '')
            # A long vowel after the inserted hamza (Acc of 'khudh'): none in this table.
            form = start + form + ''.join(ENDINGS.get(x, '') for x in c)
            weak = {'ي': 'ya', 'و': 'waw', 'ى': 'alif'}.get(form[-1]) if any(x in ENDINGS for x in c) else None
            if any(x in ('#-a>', '#-u&', "#-iy'", "#-uw'", "#-A'") for x in c):
                weak = 'hamza'
            two_stems = stem['COND-T'] == 'v-suff'
            present_kind = weak or ('doubled' if 'gem' in c else 'hollow' if two_stems else 'sound')
            transitive = any('intrans' not in x['COND-S'].split() for x in stems)
            key = lemma, form, kind, present_kind, MEASURES[pattern]
            found[key] = frequency, transitive or found.get(key, (0, False))[1]
    return [k + v for k, v in found.items()]


def write(path, comment, columns, licence, provenance, body):
    with open(path, 'w', encoding='utf-8') as out:
        out.write('# %s\n# columns: %s\n# licence: %s\n# provenance: %s\n' % (comment, columns, licence, provenance))
        for cells in body:
            out.write('\t'.join(map(str, cells)).rstrip('\t') + '\n')


def count_names(paths):
    """How often each folded word stands in the name of a person or place."""
    counts = collections.Counter()
    for path in paths:
        with open(path, encoding='utf-8') as file:
            for line in file:
                cells = line.split()
                if len(cells) == 2 and cells[1][2:5] in ('PER', 'LOC'):
                    counts[fold(cells[0])] += 1
    return counts


def name_frequency(counts, lemma):
    word = fold(lemma)
    total = sum(counts[prefix + word] for prefix in ('', 'ال', 'ب', 'ل', 'و', 'لل'))
    return min(13, 4 + (frequency_class(total * 4) if total else 0))


def main():
    camel, samer, out = sys.argv[1:4]
    name_counts = count_names(sys.argv[4:])
    counts, lemmas = read_samer(samer)
    camel_source = 'Camel Morph MSA tables (LREC-COLING 2024 release), CC BY 4.0'
    samer_source = 'SAMER Readability Lexicon, NYU Abu Dhabi, MIT'

    verbs = [v for v in verb_table(camel, counts) if v[5] >= 3]
    verbs.sort(key=lambda v: (-v[5], v))
    write(os.path.join(out, 'verbs.tsv'), 'Verbs by their principal parts; everything else is inflected by rule.',
          'lemma:arabic present:arabic past_kind present_kind measure frequency:int object:enum(none)?'.replace(' ', '  '),
          'CC BY 4.0', 'tools/lexicon/extract_words.py from %s; frequency classes from %s' % (camel_source, samer_source),
          [v[:5] + (frequency_class(v[5]), '' if v[6] else 'none') for v in verbs])

    nouns, adjectives, defective = collections.Counter(), collections.Counter(), set()
    for lemma, pos, count in lemmas:
        plain = DIACRITICS.sub('', lemma)
        if count < 2 or len(plain) < 2:
            continue
        if lemma.endswith('\u0650ي') and len(plain) > 3:  # -i without doubling loses its ya when indefinite
            defective.add(plain)
        if pos in ('noun', 'noun_quant'):
            nouns[plain] += count
        elif pos in ('adj', 'adj_comp', 'adj_num'):
            adjectives[plain, 'comparative' if pos == 'adj_comp' else 'adjective'] += count
    write(os.path.join(out, 'nouns.tsv'), 'Nouns, singular and indefinite, with their frequency class.',
          'lemma:arabic  frequency:int  defective:enum(defective)?', 'MIT', 'tools/lexicon/extract_words.py from ' + samer_source,
          [(k, frequency_class(v), 'defective' if k in defective else '')
           for k, v in sorted(nouns.items(), key=lambda x: (-x[1], x[0]))])

    plurals = collections.defaultdict(set)
    sound = set()
    for row in rows(camel, 'MSA-Adj-LEX.csv'):
        lemma, form = arabic(lemma_of(row['LEMMA'])).replace('\u0651', ''), arabic(row['FORM']).replace('\u0651', '')
        if 'gen:m num:p' in row['FEAT']:
            ending = {"#A'": 'اء', "#A'-w": 'اء', '#aY-Ap-y': 'ى', '#iy': 'ي', '#aA-Ap-y': 'ا'}
            form = form.removesuffix('ا') + ''.join(ending.get(c, '') for c in row['COND-S'].split()) \
                if any(c in ending for c in row['COND-S'].split()) else form
            plurals[fold(lemma)].add(form + ('ة' if row['COND-T'] == 'FS' else ''))
        elif 'MP' in row['COND-T'].split('||'):
            sound.add(fold(lemma))
    body = []
    for (lemma, kind), count in sorted(adjectives.items(), key=lambda x: (-x[1], x[0])):
        broken = sorted(p for p in plurals[fold(lemma)] if fold(p) != fold(lemma))
        body.append((lemma, kind, '|'.join(broken) or '-', frequency_class(count),
                     'defective' if lemma in defective else ''))
    write(os.path.join(out, 'adjectives.tsv'), 'Adjectives, masculine singular, with their broken plurals.',
          'lemma:arabic  kind:enum(adjective|comparative)  plurals:list?  frequency:int  defective:enum(defective)?', 'CC BY 4.0',
          'tools/lexicon/extract_words.py from %s (lemmas) and %s (plurals)' % (samer_source, camel_source), body)

    names = set()
    for row in rows(camel, 'MSA-Noun-Prop-LEX.csv'):
        if 'L#' in row['COND-S']:
            continue
        ending = {"#A'": 'اء', '#aY-Ap-y': 'ى', '#iy': 'ي', '#ap-w': '', '#aA': 'ا'}
        lemma = arabic(lemma_of(row['LEMMA'])).replace('\u0651', '')
        gender = re.search(r'gen:(\S)', row['FEAT'])
        if len(lemma) > 1:
            names.add((lemma, 'f' if gender and gender.group(1) == 'f' else '-'))
    write(os.path.join(out, 'proper.tsv'), 'Words that are proper nouns.',
          'lemma:arabic  gender:enum(f)?  frequency:int', 'CC BY-SA 4.0',
          'tools/lexicon/extract_words.py from %s; frequency classes from ANERcorp, CC BY-SA 4.0, and AQMAR, CC BY-SA 3.0'
          % camel_source, [n + (name_frequency(name_counts, n[0]),) for n in sorted(names)])


main()
