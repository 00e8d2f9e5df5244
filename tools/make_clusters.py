#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Groups the frequent words of raw news by the company they keep.

    make_clusters.py NEWS.jsonl.gz ... > lexicon/names/clusters.tsv

Each line of the input holds an object with `title` and `text`. Words that occur at least MIN times get a vector: the
positive mutual information with the frequent words one and two places before and after them, reduced by a truncated
singular value decomposition; k-means on the vectors gives a coarse and a fine group. Deterministic. Needs numpy,
scipy and scikit-learn.
"""
import collections
import gzip
import json
import re
import sys

import numpy
import scipy.sparse
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

MIN = 7
CONTEXTS = 8000
DIMENSIONS = 96
COARSE, FINE = 96, 640

MARKS = re.compile("[\u064b-\u065f\u0640\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
FOLD = str.maketrans("أإآىئؤة", "اااييوه")
WORD = re.compile("[\u0620-\u064a]+|[0-9]+|[A-Za-z]+|[^\\sA-Za-z0-9\u0620-\u064a]")


def words(text):
    for word in WORD.findall(MARKS.sub("", text).translate(FOLD).lower()):
        yield "0" if word[0].isdigit() else word


def main():
    lines = []
    for path in sys.argv[1:]:
        for record in map(json.loads, gzip.open(path)):
            for line in ((record.get("title") or "") + "\n" + record["text"]).split("\n"):
                lines.append(list(words(line)))
    count = collections.Counter(w for line in lines for w in line)
    vocabulary = [w for w, n in sorted(count.items(), key=lambda x: (-x[1], x[0])) if n >= MIN]
    index = {w: i for i, w in enumerate(vocabulary)}
    rows, columns = [], []
    for line in lines:
        ids = [-1, -1] + [index.get(w, -1) for w in line] + [-1, -1]
        for i in range(2, len(ids) - 2):
            if ids[i] < 0:
                continue
            for slot, j in enumerate((i - 2, i - 1, i + 1, i + 2)):
                if 0 <= ids[j] < CONTEXTS:
                    rows.append(ids[i])
                    columns.append(slot * CONTEXTS + ids[j])
    counts = scipy.sparse.coo_matrix((numpy.ones(len(rows), dtype=numpy.float32), (rows, columns)),
                                     shape=(len(vocabulary), 4 * CONTEXTS)).tocsr()
    total = counts.sum()
    by_row = numpy.asarray(counts.sum(axis=1)).ravel()
    by_column = numpy.asarray(counts.sum(axis=0)).ravel() ** 0.75
    by_column *= total / by_column.sum()
    coo = counts.tocoo()
    information = numpy.log(coo.data * total / (by_row[coo.row] * by_column[coo.col] + 1e-9))
    keep = information > 0
    matrix = scipy.sparse.csr_matrix((information[keep], (coo.row[keep], coo.col[keep])), shape=counts.shape)
    left, values, _ = randomized_svd(matrix, DIMENSIONS, random_state=1)
    vectors = left * numpy.sqrt(values)
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    weight = numpy.sqrt([count[w] for w in vocabulary])
    groups = []
    for k in (COARSE, FINE):
        means = MiniBatchKMeans(k, random_state=1, n_init=3, batch_size=4096, max_iter=200)
        groups.append(means.fit_predict(vectors, sample_weight=weight))
    print("# Frequent words of raw news: how often they occur (log2) and which words they resemble by the company they keep.")
    print("# columns: word:text  logcount:int  coarse:int  fine:int")
    print("# licence: CC-BY-4.0")
    print("# provenance: tools/make_clusters.py over the ANT corpus (Chouigui et al., Apache-2.0) and the politics part of"
          " SANAD-Khaleej (Einea et al., CC BY 4.0); statistics of words, no sentences")
    for word, coarse, fine in zip(vocabulary, *groups):
        if re.fullmatch("[\u0620-\u064a]+", word):
            print(word, int(numpy.log2(count[word])), coarse, fine, sep="\t")


if __name__ == "__main__":
    main()
