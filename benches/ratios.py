"""Ratios within one run of the benches, from what criterion left.

    python3 benches/ratios.py [target/criterion]

In each group the first measured is the yardstick; a ratio above 1 is faster
than it.
"""
import json
import sys
from pathlib import Path


def medians(group):
    """(name, nanoseconds) of each benchmark of a group, in the order in which they ran."""
    found = []
    for estimates in group.glob("*/new/estimates.json"):
        named = json.loads((estimates.parent / "benchmark.json").read_text())
        median = json.loads(estimates.read_text())["median"]["point_estimate"]
        found.append((estimates.stat().st_mtime, named["group_id"], named["function_id"], median))
    return [(group_id, name, median) for _, group_id, name, median in sorted(found)]


def time_of(nanoseconds):
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.0f} ns"


def main(folder):
    for group in sorted(path for path in folder.iterdir() if path.is_dir() and path.name != "report"):
        rows = medians(group)
        if not rows:
            continue
        yardstick = rows[0][2]
        print(f"\n| {rows[0][0]} | median | times as fast |\n|---|---|---|")
        for _, name, median in rows:
            print(f"| {name} | {time_of(median)} | {yardstick / median:.3g} |")


main(Path(sys.argv[1] if len(sys.argv) > 1 else "target/criterion"))
