"""Archives: opened by the readers of PMTiles, GDAL and SQLite, tile by tile beside what is served."""
import gzip
import json
import math
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import mapbox_vector_tile
import pyogrio
from pmtiles.reader import MmapSource, Reader, all_tiles

LAYERS = "areas,borders,labels,posyandu,kampung-kb"
MAX_ZOOM = 12


def checks():
    return [pmtiles_opens, mbtiles_opens, clusters_add_up, several_layers_decode]


def export(service, kind, folder):
    output = Path(folder) / f"uji.{kind}"
    subprocess.run(
        [service.program, "--database", service.file, "export", "tiles", "--format", kind,
         "--output", output, "--max-zoom", str(MAX_ZOOM)],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    return output


def served(service, z, x, y, layers=LAYERS):
    return service.bytes(f"/v1/tiles/{layers}/{z}/{x}/{y}.mvt")


def about(service, layers=LAYERS):
    return service.json(f"/v1/tiles/{layers}.json")


def same_layers(ours, theirs):
    assert [(layer["id"], layer["fields"]) for layer in ours] == [
        (layer["id"], layer["fields"]) for layer in theirs]


def pmtiles_opens(service):
    """PMTiles' own reader opens the archive and finds every tile as it is served"""
    with tempfile.TemporaryDirectory() as folder, open(export(service, "pmtiles", folder), "rb") as file:
        source = MmapSource(file)
        reader = Reader(source)
        header, metadata, tilejson = reader.header(), reader.metadata(), about(service)
        assert header["clustered"] and (header["min_zoom"], header["max_zoom"]) == (0, MAX_ZOOM)
        west, south, east, north = tilejson["bounds"]
        assert abs(header["min_lon_e7"] / 1e7 - west) < 1e-6 and abs(header["max_lat_e7"] / 1e7 - north) < 1e-6
        assert metadata["dataset_version"] == tilejson["dataset_version"]
        assert metadata["sample"] == tilejson["sample"] and metadata["attribution"] == tilejson["attribution"]
        same_layers(metadata["vector_layers"], tilejson["vector_layers"])
        count = 0
        for (z, x, y), tile in all_tiles(source):
            assert gzip.decompress(tile) == served(service, z, x, y), f"{z}/{x}/{y}"
            assert reader.get(z, x, y) == tile
            count += 1
        assert count == header["addressed_tiles_count"]
        return f"{count} tiles, {header['tile_contents_count']} stored"


def mbtiles_opens(service):
    """SQLite finds every tile of MBTiles as it is served, and GDAL reads the layers"""
    with tempfile.TemporaryDirectory() as folder:
        path = export(service, "mbtiles", folder)
        file = sqlite3.connect(path)
        assert file.execute("pragma integrity_check").fetchone() == ("ok",)
        metadata = dict(file.execute("select name, value from metadata"))
        assert metadata["format"] == "pbf" and metadata["maxzoom"] == str(MAX_ZOOM)
        same_layers(json.loads(metadata["json"])["vector_layers"], about(service)["vector_layers"])
        rows = file.execute("select zoom_level, tile_column, tile_row, tile_data from tiles").fetchall()
        for z, x, south, tile in rows:
            assert gzip.decompress(tile) == served(service, z, x, (1 << z) - 1 - south), f"{z}/{x}/{south}"
        file.close()
        layers = {name: kind for name, kind in pyogrio.list_layers(path)}
        assert set(layers) == set(LAYERS.split(",")), layers
        read = pyogrio.read_info(path, layer="labels")
        assert read["features"] > 0 and "nama" in list(read["fields"]), read
        return f"{len(rows)} tiles; {read['features']} labels by GDAL"


def clusters_add_up(service):
    """posyandu of all tiles of a zoom add up to those with a position, by another decoder"""
    listed = service.json("/v1/posyandu")["features"]
    placed = sum(1 for feature in listed if feature["geometry"])
    west, south, east, north = about(service)["bounds"]
    for z in range(0, 14):
        total = 0
        for x, y in tiles_of(z, west, south, east, north):
            body = served(service, z, x, y, "posyandu")
            if body:
                features = mapbox_vector_tile.decode(body)["posyandu"]["features"]
                total += sum(feature["properties"].get("count", 1) for feature in features)
        assert total == placed, f"zoom {z}: {total}, not {placed}"
    return f"{placed} posyandu"


def several_layers_decode(service):
    """a tile of several layers has the features of each, by another decoder"""
    west, south, east, north = about(service)["bounds"]
    for x, y in tiles_of(10, west, south, east, north):
        body = served(service, 10, x, y)
        together = mapbox_vector_tile.decode(body) if body else {}
        for layer in LAYERS.split(","):
            alone = served(service, 10, x, y, layer)
            assert together.get(layer) == (mapbox_vector_tile.decode(alone)[layer] if alone else None), layer


def tiles_of(z, west, south, east, north):
    """The tiles around some bounds, with one more on each side."""
    world = 1 << z
    column = lambda lon: int((lon / 360 + 0.5) * world)
    row = lambda lat: int((0.5 - math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)) * world)
    for x in range(max(0, column(west) - 1), min(world - 1, column(east) + 1) + 1):
        for y in range(max(0, row(north) - 1), min(world - 1, row(south) + 1) + 1):
            yield x, y
