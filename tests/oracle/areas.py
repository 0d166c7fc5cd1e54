"""Areas: boundaries as RFC 7946 wants them, sizes, neighbours and dissolving by other hands."""
import json

import pyproj
import shapely

GEOD = pyproj.Geod(ellps="WGS84")


def checks(source):
    shapes = {f["properties"]["kode"]: shapely.geometry.shape(f["geometry"])
              for f in json.loads(source.read_text())["features"]}

    def boundaries(service):
        """every boundary is a valid Feature whose shells turn counter-clockwise"""
        for area in service.json("/v1/areas")["areas"]:
            feature = service.json(f"/v1/areas/{area['kode']}/boundary")
            assert feature["type"] == "Feature" and feature["id"] == int(area["kode"].replace(".", ""))
            shape = shapely.geometry.shape(feature["geometry"])
            assert shape.is_valid, f"{area['kode']}: {shapely.is_valid_reason(shape)}"
            for part in shape.geoms:
                assert part.exterior.is_ccw, area["kode"]
                assert not any(ring.is_ccw for ring in part.interiors), area["kode"]
            if area["kode"] in shapes:
                assert shapely.equals(shape, shapes[area["kode"]]), area["kode"]

    def sizes(service):
        """sizes agree with PROJ's on the ellipsoid"""
        for kode, shape in shapes.items():
            theirs = abs(GEOD.geometry_area_perimeter(shape)[0]) / 1e6
            ours = service.json(f"/v1/areas/{kode}")["area_km2"]
            assert abs(ours - theirs) < 1e-4, f"{kode}: {ours} against {theirs}"

    def dissolved(service):
        """kecamatan and kota are what GEOS dissolves from the kelurahan"""
        worst = 0
        for area in service.json("/v1/areas")["areas"]:
            if area["tingkat"] == "kelurahan":
                continue
            members = [shape for kode, shape in shapes.items() if kode.startswith(area["kode"] + ".")]
            theirs = shapely.union_all(members)
            ours = shapely.geometry.shape(service.json(f"/v1/areas/{area['kode']}/boundary")["geometry"])
            difference = ours.symmetric_difference(theirs).area / theirs.area
            worst = max(worst, difference)
            assert difference < 1e-6, f"{area['kode']}: {difference}"
        return f"largest difference {worst:.1e}"

    def neighbours(service):
        """neighbours are the areas within a sliver of each other along some length"""
        # Metres, near enough for a sliver's width.
        flat = {kode: shapely.transform(shape, lambda c: c * [110_500, 110_600]) for kode, shape in shapes.items()}
        for kode, shape in flat.items():
            ours = {area["kode"] for area in service.json(f"/v1/areas/{kode}")["neighbours"]}
            shared = {other: shape.buffer(8).intersection(flat[other].buffer(8)).area
                      for other in flat if other != kode and shape.distance(flat[other]) < 16}
            clear = {other for other, area in shared.items() if area > 16 * 100}
            assert clear <= ours, f"{kode} lacks {clear - ours}"
            assert ours <= set(shared), f"{kode} has {ours - set(shared)}"

    def located(service):
        """a position is in the kelurahan that GEOS finds, and near the one that PROJ measures"""
        xs = shapely.total_bounds(list(shapes.values()))
        for step in range(400):
            lon = xs[0] - 0.01 + (step * 0.6180339887 % 1) * (xs[2] - xs[0] + 0.02)
            lat = xs[1] - 0.01 + (step * 0.7548776662 % 1) * (xs[3] - xs[1] + 0.02)
            answer = service.json(f"/v1/locate?point={lon},{lat}")
            point = shapely.Point(lon, lat)
            theirs = sorted(kode for kode, shape in shapes.items() if shape.intersects(point))
            assert [area["kode"] for area in answer["areas"]] == theirs, (lon, lat)
            assert answer["ambiguous"] == (len(theirs) > 1)
            if not theirs:
                ways = {}
                for kode, shape in shapes.items():
                    near = shapely.shortest_line(point, shape)
                    ways[kode] = GEOD.line_length(*zip(*near.coords))
                kode = min(ways, key=ways.get)
                assert abs(answer["nearest"]["distance_m"] - ways[kode]) < 1, (lon, lat, answer, ways[kode])

    return [boundaries, sizes, dissolved, neighbours, located]
