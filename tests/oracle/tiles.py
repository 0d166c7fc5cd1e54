"""Tiles of a zoom put together: every area there, valid, and no gap or overlap that the data lack.

Tiles are decoded by mapbox-vector-tile and judged by GEOS.
"""
import json

import mapbox_vector_tile
import numpy as np
import shapely

TILE = 4096
BOX = shapely.box(0, 0, TILE, TILE)


def checks(source, zooms):
    shapes = {int(f["properties"]["kode"].replace(".", "")): shapely.geometry.shape(f["geometry"])
              for f in json.loads(source.read_text())["features"]}
    return [check(shapes, zoom) for zoom in zooms]


def check(shapes, zoom):
    def fits(service):
        projected = {code: project(shape, zoom) for code, shape in shapes.items()}
        whole, placeholders = assembled(service, projected, zoom)
        missing = set(projected) - set(whole)
        assert not missing, f"missing: {sorted(missing)[:5]}"
        small = {code for code, shape in projected.items() if shape.area < 1}
        assert small <= placeholders, f"smaller than a cell and not marked: {sorted(small - placeholders)[:5]}"
        drawn = {code: shape for code, shape in whole.items() if code not in placeholders}
        overlap = new_overlap(drawn, projected)
        gap = new_gap(drawn, projected, placeholders)
        return f"{len(drawn)} drawn, {len(placeholders)} placeholders, overlap {overlap:.2f}, gap {gap:.2f} cells"

    fits.__doc__ = f"tiles of zoom {zoom} show every area, valid, with no new gap or overlap"
    return fits


def project(shape, zoom):
    """To cells of the zoom, counted from the north-west of the world."""
    cells = (1 << zoom) * TILE

    def mercator(c):
        x = (c[:, 0] / 360 + 0.5) * cells
        y = (0.5 - np.arcsinh(np.tan(np.radians(c[:, 1]))) / (2 * np.pi)) * cells
        return np.column_stack([x, y])

    return shapely.transform(shape, mercator)


def assembled(service, projected, zoom):
    """Each kelurahan, joined from its parts in all tiles of the zoom."""
    west, north, east, south = shapely.total_bounds(list(projected.values()))
    parts, placeholders = {}, set()
    for x in range(int(west // TILE), int(east // TILE) + 1):
        for y in range(int(north // TILE), int(south // TILE) + 1):
            body = service.bytes(f"/v1/tiles/areas/{zoom}/{x}/{y}.mvt?levels=kelurahan")
            if not body:
                continue
            layers = mapbox_vector_tile.decode(body, default_options={"y_coord_down": True})
            assert list(layers) == ["areas"] and layers["areas"]["extent"] == TILE
            for feature in layers["areas"]["features"]:
                shape = shapely.geometry.shape(feature["geometry"])
                assert shape.is_valid, f"{zoom}/{x}/{y} {feature['id']}: {shapely.is_valid_reason(shape)}"
                assert feature["id"] == int(feature["properties"]["kode"].replace(".", ""))
                if feature["properties"].get("placeholder"):
                    placeholders.add(feature["id"])
                inside = shapely.transform(shape.intersection(BOX), lambda c: c + [x * TILE, y * TILE])
                parts.setdefault(feature["id"], []).append(inside)
    return {code: shapely.union_all(pieces) for code, pieces in parts.items()}, placeholders


def new_overlap(drawn, projected):
    """Overlap of two areas that is not within a cell of one in the data: none."""
    if not drawn:
        return 0
    codes, shapes = list(drawn), list(drawn.values())
    worst = 0
    for a, b in zip(*shapely.STRtree(shapes).query(shapes, predicate="intersects")):
        if a >= b:
            continue
        common = shapes[a].intersection(shapes[b])
        if common.area > 0:
            known = projected[codes[a]].intersection(projected[codes[b]]).buffer(1)
            rest = common.difference(known).area
            worst = max(worst, rest)
            assert rest == 0, f"{codes[a]} and {codes[b]} overlap by {rest:.3f} cells that the data lack"
    return worst


def new_gap(drawn, projected, placeholders):
    """Holes in the whole, beyond a cell of those in the data and of areas too small to draw: none."""
    if not drawn:
        return 0
    ours, theirs = shapely.union_all(list(drawn.values())), shapely.union_all(list(projected.values()))
    known = [shapely.Polygon(ring) for part in parts_of(theirs) for ring in part.interiors]
    known += [projected[code] for code in placeholders]
    # Beyond the outer border nothing is a gap: a bay may close where it is narrow.
    land = shapely.union_all([shapely.Polygon(part.exterior) for part in parts_of(theirs)])
    outside = shapely.box(*theirs.bounds).difference(land)
    explained = shapely.union_all([*known, outside]).buffer(1)
    worst = 0
    for ring in (shapely.Polygon(ring) for part in parts_of(ours) for ring in part.interiors):
        rest = ring.difference(ours).difference(explained).area
        worst = max(worst, rest)
        assert rest == 0, f"a gap of {rest:.3f} cells near {ring.centroid} that the data lack"
    return worst


def parts_of(shape):
    return getattr(shape, "geoms", [shape])
