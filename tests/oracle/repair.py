"""Boundaries after a repair of 15 m: no gap, no overlap, and nothing else changed, by GEOS.

The integration tests write the repaired boundaries to target/tmp; sizes are
compared on a sphere, as the program gives them.
"""
import json

import numpy as np
import shapely

# The sphere of Web Mercator.
METRES = 40_075_016.686 / 360


def checks(source, repaired):
    assert repaired.exists(), f"{repaired} is written by cargo test"
    document = json.loads(repaired.read_text())
    before = {f["properties"]["kode"]: shapely.geometry.shape(f["geometry"])
              for f in json.loads(source.read_text())["features"]}
    after = {f["properties"]["kode"]: shapely.geometry.shape(f["geometry"]) for f in document["features"]}
    told = {f["properties"]["kode"]: f["properties"] for f in document["features"]}
    middle = np.mean(shapely.total_bounds(list(before.values()))[[1, 3]])
    scale = [METRES * np.cos(np.radians(middle)), METRES]

    def flat(shape):
        return shapely.transform(shape, lambda positions: positions * scale)

    def coverage(_):
        """repaired boundaries are a coverage, which those of the file are not"""
        assert before.keys() == after.keys()
        for kode, shape in after.items():
            assert shape.is_valid, f"{kode}: {shapely.is_valid_reason(shape)}"
        assert not shapely.coverage_is_valid(list(before.values()))
        assert shapely.coverage_is_valid(list(after.values()))
        # No gap of any width: no hole in the whole that is not one in the file's areas.
        holes = sum(len(part.interiors) for shape in before.values() for part in shapely.get_parts(shape))
        left = sum(len(part.interiors) for part in shapely.get_parts(shapely.union_all(list(after.values()))))
        assert left == holes, f"{left} holes, {holes} in the file"

    def faces(_):
        """the gaps and overlaps are the faces that GEOS finds"""
        borders = shapely.union_all([shape.boundary for shape in before.values()])
        theirs = shapely.get_parts(shapely.polygonize(list(shapely.get_parts(borders))))
        shapes = list(before.values())
        wrong = [face for face in theirs
                 if sum(shape.contains(face.representative_point()) for shape in shapes) != 1]
        ours = [shapely.geometry.shape(one["geometry"]) for one in document["given"]]
        # Where borders touch along a line GEOS has slivers below a unit of the plane.
        seen = [face for face in wrong if flat(face).area > 0.5]
        assert len([face for face in ours if flat(face).area > 0.5]) == len(seen), (len(ours), len(seen))
        apart = shapely.union_all(ours).symmetric_difference(shapely.union_all(wrong))
        slack = 0.01 * sum(flat(face).length for face in ours)
        assert flat(apart).area < slack, (flat(apart).area, slack)
        return f"{len(theirs)} faces, {len(wrong)} of them not one area's"

    def widths(_):
        """the greatest width of each is the diameter of GEOS's largest circle"""
        worst = 0
        for one in document["given"]:
            shape = flat(shapely.geometry.shape(one["geometry"]))
            theirs = 2 * shapely.maximum_inscribed_circle(shape, tolerance=0.001).length
            worst = max(worst, abs(one["max_width"] - theirs))
            assert abs(one["max_width"] - theirs) < 0.02 + 0.005 * theirs, (one["max_width"], theirs)
            assert abs(one["square_metres"] - shape.area) < 0.1 + 0.005 * shape.area
        return f"largest difference {worst * 100:.1f} cm"

    def sizes(_):
        """no area changes by more than it says, and those beyond 0.1 % are named"""
        for kode, shape in before.items():
            old, new, said = flat(shape), flat(after[kode]), told[kode]
            # A vertex moves by less than a unit, which is a centimetre.
            slack = 0.01 * old.length + 0.005 * (said["gained"] + said["lost"])
            assert abs(new.area - old.area - said["gained"] + said["lost"]) < slack, kode
            moved = new.symmetric_difference(old).area
            assert abs(moved - said["gained"] - said["lost"]) < slack, (kode, moved, said)
            assert abs(old.area - said["before"]) < 0.005 * old.area, kode
            share = moved / old.area
            assert abs(share - 0.001) < 1e-5 or said["asked"] == (share > 0.001), (kode, share)
        return f"{sum(said['asked'] for said in told.values())} of {len(told)} areas change by more than 0.1 %"

    def outer(_):
        """the outer edge is that of the file, and only gaps were filled"""
        gaps = [shapely.geometry.shape(one["geometry"]) for one in document["given"] if one["gap"]]
        wanted = shapely.union_all([*before.values(), *gaps], grid_size=1e-9)
        found = shapely.union_all(list(after.values()), grid_size=1e-9)
        found, wanted = (flat(shapely.Polygon(shape.exterior)) for shape in (found, wanted))
        assert found.symmetric_difference(wanted).area < 2e-3 * wanted.length
        assert found.exterior.hausdorff_distance(wanted.exterior) < 0.02

    return [coverage, faces, widths, sizes, outer]
