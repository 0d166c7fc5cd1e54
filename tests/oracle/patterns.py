"""Patterns and changes, by esda and libpysal (PySAL), statsmodels and scipy.

Where their conventions differ from ours, they are brought together here:
- esda divides the local Moran's I by the sample variance (n - 1); ours, as Anselin
  wrote it and as its moments ask for, by the variance (n).
- esda's global empirical Bayes lets the variance between areas become negative;
  ours, as Marshall wrote it, ends at zero. There the rate of all is compared.
- esda's probabilities of Gi* are one-sided; ours are two-sided.
- esda keeps areas without neighbours among the local results; ours name them.

Neighbours are those that the profiles name; `areas.py` has shapely judge these.
"""
import csv
import gzip
import json
import shutil
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path

import esda
import numpy as np
import shapely
from esda.smoothing import Empirical_Bayes, Spatial_Empirical_Bayes
from libpysal.weights import W
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from service import ROOT, Service

CITY = ROOT / "tests/fixtures/kota-rekaan"
TINY = 1e-9
EXACT = dict(rtol=TINY, atol=TINY)


def checks():
    return [patterns_agree, changes_agree, random_draws_agree]


def patterns_agree(service):
    """Moran's I, local Moran, Gi* and empirical Bayes are those of PySAL"""
    count = 0
    for indicator, period, level in questions(service):
        answer = service.json(f"/v1/patterns/{indicator}/{period}/{level}")
        rows = [row for row in answer["rows"] if row["rate"] is not None]
        if answer["moran"] is None:
            assert answer["not_tested"] is not None
            continue
        weights = neighbours(service, level, rows)
        smoothed(rows, answer, weights)
        tested(rows, answer, weights)
        count += 1
    assert count, "nothing was compared"
    return f"{count} maps"


def random_draws_agree(service):
    """analytic probabilities are near those of 9,999 random draws"""
    indicator, period, level = next(
        question for question in questions(service)
        if service.json("/v1/patterns/{}/{}/{}".format(*question))["moran"])
    answer = service.json(f"/v1/patterns/{indicator}/{period}/{level}")
    rows = [row for row in answer["rows"] if row["rate"] is not None]
    weights = neighbours(service, level, rows)
    rates = np.array([row["rate"] for row in rows])
    with warnings.catch_warnings(action="ignore"):
        np.random.seed(7)
        moran = esda.Moran(rates, weights, permutations=9_999)
        local = esda.Moran_Local(rates, weights, permutations=9_999, seed=7, n_jobs=1)
    drawn = min(1.0, 2 * moran.p_sim)
    assert abs(drawn - answer["moran"]["p"]) < 0.06, f"{drawn} and {answer['moran']['p']}"
    pairs = [(row["local_moran"]["z"], z) for row, z in zip(rows, local.z_sim) if row["local_moran"]]
    worst = max(abs(ours - theirs) for ours, theirs in pairs)
    assert worst < 0.2, f"scores differ by {worst}"
    return f"scores differ by {worst:.3f} at most"


def changes_agree(service):
    """differences and their intervals are those of statsmodels"""
    count = 0
    for indicator in percent_indicators(service):
        for level, periods in indicator["periods"].items():
            for start, end in zip(periods, periods[1:]):
                answer = service.json(f"/v1/changes/{indicator['id']}/{start}/{end}/{level}")
                for row in answer["rows"]:
                    if row["lo"] is not None:
                        compare_change(row)
                        count += 1
    assert count, "nothing was compared"
    return f"{count} differences"


def compare_change(row):
    a, b = row["from"], row["to"]
    low, high = confint_proportions_2indep(
        b["numerator"], b["denominator"], a["numerator"], a["denominator"], compare="diff", method="newcomb")
    assert np.allclose([row["lo"], row["hi"]], [100 * low, 100 * high], **EXACT), row
    expected = "up" if low > 0 else "down" if high < 0 else "no_detectable_change"
    assert row["change"] == expected, row


def smoothed(rows, answer, weights):
    if answer["not_smoothed"] is not None:
        return
    cases = np.array([row["numerator"] for row in rows], float)
    people = np.array([row["denominator"] for row in rows], float)
    mean = cases.sum() / people.sum()
    between = (people * (cases / people - mean) ** 2).sum() / people.sum() - mean / people.mean()
    theirs = Empirical_Bayes(cases, people).r.ravel() if between > 0 else np.full(len(rows), mean)
    assert np.allclose([row["smoothed"] for row in rows], 100 * theirs, **EXACT)
    with warnings.catch_warnings(action="ignore"):
        weights.transform = "b"
        local = Spatial_Empirical_Bayes(cases, people, weights).r.ravel()
    for row, rate in zip(rows, local):
        if row["neighbours"] and np.isfinite(rate):
            assert np.isclose(row["smoothed_locally"], 100 * rate, **EXACT), row["kode"]


def tested(rows, answer, weights):
    rates = np.array([row["rate"] for row in rows])
    n = len(rates)
    with warnings.catch_warnings(action="ignore"), np.errstate(all="ignore"):
        moran = esda.Moran(rates, weights, transformation="r", permutations=0, two_tailed=True)
        local = esda.Moran_Local(rates, weights, transformation="r", permutations=1, seed=1, n_jobs=1)
        spots = esda.G_Local(rates, weights, transform="B", star=True, permutations=0)
    ours = answer["moran"]
    assert np.allclose([ours["i"], ours["expected"], ours["variance"], ours["z"], ours["p"]],
                       [moran.I, moran.EI, moran.VI_rand, moran.z_rand, moran.p_rand], **EXACT), f"{ours} {moran.I}"
    scored = np.clip(local.VIc, 0, None)
    with np.errstate(all="ignore"):
        scores = (local.Is * n / (n - 1) - local.EIc) / np.sqrt(scored)
    quadrants = ["", "high_high", "low_high", "low_low", "high_low"]
    at = [place for place, row in enumerate(rows) if row["local_moran"] is not None]
    for place in set(range(n)) - set(at):
        # Isolated, or no variance to be told from: the mean itself, or the only one that differs.
        degenerate = not local.VIc[place] > TINY * local.VIc.max()
        assert rows[place]["neighbours"] == 0 or degenerate, rows[place]
        assert rows[place]["not_tested"] == ("no_neighbours" if rows[place]["neighbours"] == 0 else "no_variation")
    for name, theirs in (("i", local.Is * n / (n - 1)), ("z", scores), ("p", 2 * norm.sf(np.abs(scores)))):
        assert np.allclose([rows[place]["local_moran"][name] for place in at], theirs[at], **EXACT), name
    assert [rows[place]["local_moran"]["quadrant"] for place in at] == [quadrants[local.q[place]] for place in at]
    beside_something = [place for place in range(n) if rows[place]["neighbours"]]
    for name, theirs in (("z", spots.Zs), ("p", 2 * spots.p_norm)):
        ours = [rows[place]["hot_spot"][name] for place in beside_something]
        assert np.allclose(ours, theirs[beside_something], **EXACT), name
    for kind, at in (("local_moran", at), ("hot_spot", beside_something)):
        found, adjusted, *_ = multipletests([rows[place][kind]["p"] for place in at], 0.05, "fdr_bh")
        assert np.allclose([rows[place][kind]["adjusted_p"] for place in at], adjusted, **EXACT), kind
        named = [rows[place][kind].get("significant", rows[place][kind].get("spot") in ("hot", "cold")) for place in at]
        assert named == list(found), kind


def percent_indicators(service):
    return [one for one in service.json("/v1/catalog")["indicators"] if one["unit"] == "percent"]


def questions(service):
    return [(indicator["id"], period, level) for indicator in percent_indicators(service)
            for level, periods in indicator["periods"].items() for period in periods]


@contextmanager
def province(program, packed):
    """The villages of a packed file with invented counts: a slope, chance, few and hidden ones, gaps."""
    with tempfile.TemporaryDirectory() as folder, gzip.open(packed, "rt", encoding="utf-8") as lines:
        folder, dice = Path(folder), np.random.default_rng(7)
        features = [feature for feature in map(json.loads, lines) if feature["properties"]["kode"]]
        (folder / "batas.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        shutil.copy(CITY / "katalog.json", folder)
        with open(folder / "klaim.csv", "w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["kode", "indikator", "periode", "pembilang", "penyebut", "sumber_data"])
            for feature in features:
                east, north = shapely.get_coordinates(shapely.geometry.shape(feature["geometry"]))[0]
                people = int(dice.integers(20, 600))
                share = 0.15 + 0.1 * np.sin(4 * east) * np.cos(5 * north) + dice.normal(0, 0.03)
                for period in ("2025-02", "2025-08"):
                    if dice.random() > 0.03:
                        cases = int(dice.binomial(people, np.clip(share, 0, 1)))
                        rows.writerow([feature["properties"]["kode"], "stunting-uji", period, cases, people, "uji"])
        kinds = {"batas.geojson": "boundaries", "katalog.json": "catalogue", "klaim.csv": "claims"}
        entries = [{"id": kind, "kind": kind, "file": file, "sample": False, "source": "uji", "licence": "CC0-1.0", "as_of": None}
                   for file, kind in kinds.items()]
        (folder / "manifest.json").write_text(json.dumps({"datasets": entries}))
        with Service(program, folder) as service:
            yield service


def neighbours(service, level, rows):
    """Weights among the rows, by the neighbours that each area's profile names."""
    place = {row["kode"]: at for at, row in enumerate(rows)}
    lists = {at: [place[other] for other in beside(service, kode) if other in place] for kode, at in place.items()}
    counted = [len(lists[at]) for at in range(len(rows))]
    assert counted == [row["neighbours"] for row in rows], "other neighbours than the program's"
    with warnings.catch_warnings(action="ignore"):
        return W(lists, id_order=list(range(len(rows))), silence_warnings=True)


def beside(service, kode):
    kept = service.__dict__.setdefault("_beside", {})
    if kode not in kept:
        kept[kode] = [area["kode"] for area in service.json(f"/v1/areas/{kode}")["neighbours"]]
    return kept[kode]
