"""Class edges, by mapclassify (PySAL).

Where its conventions differ from ours, they are brought together here:
- its bins are upper bounds that belong to the class below; ours are inner edges
  that belong to the class above. So values, not bounds, are compared.
- its quantiles lie between two values (numpy's linear percentile); ours are the
  value that begins the class. Places in the order differ by one at most.
- its natural breaks are Fisher and Jenks' dynamic programme; ours is ckmeans.
  Both are optimal: the sums of squares are compared, since ties have several.
- its head/tail breaks go on to the last value; ours stop where the head is no
  minority of 40 % (Jiang 2013), or at the number of classes.
"""
import csv
import shutil
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path

import mapclassify
import numpy as np

from service import ROOT, Service

METHODS = ("equal", "quantile", "ckmeans", "standard_deviation", "head_tail")
CITY = ROOT / "tests/fixtures/kota-rekaan"
DRAWS = {
    "even": lambda dice: dice.uniform(0, 100, 400),
    "heavy-tailed": lambda dice: np.minimum(dice.pareto(1.1, 400), 99.9),
    "normal": lambda dice: np.clip(dice.normal(22, 6, 400), 0.1, 100),
    "whole and tied": lambda dice: dice.binomial(60, 0.2, 400).astype(float),
}


@contextmanager
def random_city(program, draw):
    """The invented city with 400 published values, drawn at random."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "kota"
        shutil.copytree(CITY, copy)
        values = DRAWS[draw](np.random.default_rng(7))
        with open(copy / "klaim.csv", "w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["kode", "indikator", "periode", "nilai", "sumber_data"])
            for at, value in enumerate(values):
                kode = ("97.71.01.1001", "97.71.01.1002", "97.71.02.1001", "97.71.02.1002")[at % 4]
                rows.writerow([kode, "stunting-uji", 1901 + at // 4, repr(float(value)), "uji"])
        with Service(program, copy) as service:
            yield service


def checks():
    return [check(method) for method in METHODS]


def check(method):
    def agrees(service):
        count = 0
        for indicator in service.json("/v1/catalog")["indicators"]:
            for level in indicator["periods"]:
                values = values_of(service, indicator["id"], level)
                for classes in (2, 5, 7):
                    question = f"/v1/breaks/{indicator['id']}/{level}?method={method}&classes={classes}"
                    edges = service.json(question)["edges"]
                    if len(np.unique(values)) > classes:
                        with warnings.catch_warnings(action="ignore"):
                            COMPARE[method](values, edges, classes, question)
                        count += 1
        assert count, "nothing was compared"
        return f"{count} sets of edges"

    agrees.__doc__ = f"class edges by {method} are those of mapclassify"
    return agrees


def values_of(service, indicator, level):
    columns = service.json(f"/v1/values/{indicator}/{level}")
    return np.array([value for one in columns["periods"] for value in one["value"] or [] if value is not None])


def equal(values, edges, classes, question):
    bins = mapclassify.EqualInterval(values, k=classes).bins[:-1]
    assert np.allclose(edges, bins), f"{question}: {edges} and {bins}"


def quantile(values, edges, classes, question):
    ordered = np.sort(values)
    bins = np.percentile(values, [100 * i / classes for i in range(1, classes)])
    if len(np.unique(values)) == len(values):
        bins = mapclassify.Quantiles(values, k=classes).bins[:-1]
        assert len(edges) == classes - 1
        for edge, bound in zip(edges, bins):
            below, at_most = np.sum(ordered < edge), np.sum(ordered <= bound)
            assert abs(below - at_most) <= 1, f"{question}: {below} and {at_most} values"
    else:
        # Ties make edges fall together; each that is left lies beside a percentile.
        for edge in edges:
            place = np.searchsorted(ordered, edge, "left"), np.searchsorted(ordered, edge, "right")
            wanted = [i * len(ordered) // classes for i in range(1, classes)]
            assert any(place[0] <= want < place[1] for want in wanted), f"{question}: {edge}"


def ckmeans(values, edges, classes, question):
    fisher = mapclassify.FisherJenks(values, k=classes)
    ours, theirs = squares(values, np.digitize(values, edges)), squares(values, fisher.yb)
    assert len(edges) == classes - 1 and np.isclose(ours, theirs), f"{question}: {ours} and {theirs}"


def squares(values, classes):
    parts = [values[classes == one] for one in np.unique(classes)]
    return sum(((part - part.mean()) ** 2).sum() for part in parts)


def standard_deviation(values, edges, classes, question):
    multiples = [i - classes / 2 for i in range(1, classes)]
    bins = np.array(mapclassify.StdMean(values, multiples=multiples).bins)[:classes - 1]
    inside = [bound for bound in bins if values.min() < bound <= values.max()]
    assert np.allclose(edges, inside), f"{question}: {edges} and {inside}"


def head_tail(values, edges, classes, question):
    bins = mapclassify.HeadTailBreaks(values).bins
    assert 1 <= len(edges) < classes and np.allclose(edges, bins[:len(edges)]), f"{question}: {edges} and {bins}"
    rest = values
    for edge in edges[:-1]:
        head = rest[rest >= edge]
        assert len(head) <= 0.4 * len(rest), f"{question}: {edge} has too large a head"
        rest = head


COMPARE = {"equal": equal, "quantile": quantile, "ckmeans": ckmeans,
           "standard_deviation": standard_deviation, "head_tail": head_tail}
