"""The store as others see it: GDAL opens it and finds the layers that the map shows."""
import json
import sqlite3

import pyogrio
import shapely

LAYERS = {"peta_kelurahan": "MultiPolygon", "peta_kampung_kb": "MultiPolygon", "peta_posyandu": "Point"}


def checks(source):
    features = {f["properties"]["kode"]: shapely.geometry.shape(f["geometry"])
                for f in json.loads(source.read_text())["features"]}

    def layers(service):
        """GDAL lists the registered layers with their types and WGS 84"""
        found = {name: kind for name, kind in pyogrio.list_layers(service.file) if kind is not None}
        assert found == LAYERS, found
        for layer in LAYERS:
            info = pyogrio.read_info(service.file, layer=layer)
            assert info["crs"] == "EPSG:4326", info["crs"]

    def shapes(service):
        """GDAL reads every kelurahan with its shape, vertex by vertex"""
        _, _, shapes, fields = pyogrio.raw.read(service.file, layer="peta_kelurahan", columns=["kode"])
        read = dict(zip(fields[0], shapely.from_wkb(shapes)))
        assert set(read) == set(features), set(read) ^ set(features)
        for kode, shape in features.items():
            assert shapely.equals(read[kode], shape), kode
            assert read[kode].geom_type == "MultiPolygon", kode

    def dates(service):
        """GDAL reads since when each Kampung KB is known"""
        meta, _, _, fields = pyogrio.raw.read(service.file, layer="peta_kampung_kb", columns=["kode", "ada_sejak"])
        since = dict(zip(fields[0], fields[1]))
        register = service.json("/v1/kampung-kb?on=2026-11-24")["areas"]
        assert since == {area["kode"]: area["since"]["tanggal"] for area in register}

    def posyandu(service):
        """GDAL reads the posyandu, those without a place too"""
        _, _, shapes, fields = pyogrio.raw.read(service.file, layer="peta_posyandu", columns=["id"])
        served = service.json("/v1/posyandu")["features"]
        assert len(shapes) == len(served)
        places = {f["id"]: f["geometry"] and tuple(f["geometry"]["coordinates"]) for f in served}
        for name, shape in zip(fields[0], shapely.from_wkb(shapes)):
            assert (shape and (shape.x, shape.y)) == places[name], name

    def sound(service):
        """SQLite finds the file sound, with the GeoPackage's marks and extents"""
        with sqlite3.connect(f"file:{service.file}?mode=ro", uri=True) as file:
            assert file.execute("pragma integrity_check").fetchone() == ("ok",)
            assert file.execute("pragma foreign_key_check").fetchall() == []
            assert file.execute("pragma application_id").fetchone() == (0x47504B47,)
            assert file.execute("pragma user_version").fetchone() == (10400,)
            extent = file.execute(
                "select min_x, min_y, max_x, max_y from gpkg_contents where table_name = 'peta_kelurahan'"
            ).fetchone()
        bounds = shapely.total_bounds(list(features.values()))
        assert all(abs(a - b) < 1e-9 for a, b in zip(extent, bounds)), (extent, bounds)

    return [layers, shapes, dates, posyandu, sound]
