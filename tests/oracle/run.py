"""Second opinions: what the program serves and stores, judged by GDAL, GEOS, PROJ and others.

    python tests/oracle/run.py PROGRAM

Each check is a function that takes a Service and raises AssertionError. The
shipped data are always used; the 8,569 villages of Jawa Tengah where the folder
../shared/data/bench is there.
"""
import sys
from pathlib import Path

import accounts
import answers
import archive
import areas
import classes
import columns
import formats
import gpkg
import nearest
import patterns
import pictures
import repair
import tiles
from service import ROOT, Service, from_ndgeojson

BENCH = ROOT.parent / "shared/data/bench/jateng-desa-bps2020.ndgeojson.gz"


def main(program):
    failed = 0
    with Service(program, ROOT / "geodata") as home:
        checks = [
            *accounts.checks(),
            *gpkg.checks(ROOT / "geodata/kelurahan.geojson"),
            *areas.checks(ROOT / "geodata/kelurahan.geojson"),
            *answers.checks(),
            *columns.checks(),
            *classes.checks(),
            *nearest.checks(),
            *patterns.checks(),
            *pictures.checks("contoh-stunting", "2025-08"),
            *archive.checks(),
            *repair.checks(ROOT / "geodata/kelurahan.geojson", ROOT / "target/tmp/repaired.geojson"),
            *formats.checks(program, ROOT / "geodata/kelurahan.geojson", ROOT / "geodata/wilayah.csv"),
            *tiles.checks(ROOT / "geodata/kelurahan.geojson", [0, 2, 4, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16]),
        ]
        failed += run("geodata", home, checks)
    for draw in classes.DRAWS:
        with classes.random_city(program, draw) as city:
            failed += run(f"400 values, {draw}", city, classes.checks())
    if BENCH.exists():
        with from_ndgeojson(program, BENCH) as (province, source):
            failed += run("Jawa Tengah", province, tiles.checks(source, [0, 4, 6, 8, 9, 10, 11]))
        with patterns.province(program, BENCH) as province:
            failed += run("Jawa Tengah, invented counts", province, patterns.checks())
    else:
        print(f"(the villages of Jawa Tengah are not at {BENCH}; their tiles and patterns are NOT CHECKED)")
    return failed


def run(name, service, checks):
    failed = 0
    for check in checks:
        label = f"{name}: {check.__doc__}"
        try:
            said = check(service)
            print(f"ok      {label}{f' ({said})' if said else ''}", flush=True)
        except AssertionError as error:
            failed += 1
            print(f"FAILED  {label}\n        {error}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1]).resolve()) else 0)
