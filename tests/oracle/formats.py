"""Files of every format by writers that are not ours, and what comes of them.

GDAL writes the boundaries in six coordinate systems and seven formats; what is
imported must be where PROJ says. Tables are written as XLSX, ODS and CSV by GDAL.
"""
import json
import subprocess
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import pyproj
import shapely

ABOUT = ["--source", "uji", "--licence", "CC0-1.0", "--as-of", "2026-01-01"]
# How far a converted vertex may be off, in degrees: exact, but for the old datum (3 m).
EXACT, OLD = 2e-9, 3e-5
SYSTEMS = {32749: EXACT, 23879: EXACT, 23835: EXACT, 3857: EXACT, 4326: EXACT, 4755: EXACT, 9489: 3e-6, 23889: OLD, 4238: OLD}


def run(program, store, *arguments):
    done = subprocess.run([program, "--database", store, *arguments], capture_output=True, text=True)
    return done.returncode, done.stdout


def write(path, shapes, names, columns, crs, **options):
    pyogrio.raw.write(path, shapely.to_wkb(shapes), [np.asarray(column, dtype=object) for column in columns],
                      names, geometry_type="MultiPolygon", crs=crs, **options)


def zipped(folder, stem):
    archive = folder / f"{stem}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for part in folder.glob(f"{stem}.*"):
            if part != archive:
                out.write(part, part.name)
    return archive


def checks(program, source, names):
    features = json.loads(source.read_text())["features"]
    codes = [feature["properties"]["kode"] for feature in features]
    called = [feature["properties"]["nama"] for feature in features]
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in features]
    shapes = [shapely.multipolygons([shape]) if shape.geom_type == "Polygon" else shape for shape in shapes]

    def within(system):
        convert = pyproj.Transformer.from_crs(4326, system, always_xy=True)
        return shapely.transform(shapes, lambda xy: np.column_stack(convert.transform(xy[:, 0], xy[:, 1])))

    def come(folder, path, most, *said):
        store = folder / "uji.gpkg"
        code, out = run(program, store, "import", "boundaries", path, "--dataset", "batas", "--brief",
                        "--publish", *ABOUT, *said)
        assert code in (0, 2), out
        _, _, found, fields = pyogrio.raw.read(store, layer="peta_kelurahan", columns=["kode"])
        found = dict(zip(fields[0], shapely.from_wkb(found)))
        assert set(found) == set(codes), set(found) ^ set(codes)
        for code, shape in zip(codes, shapes):
            there, here = shapely.normalize(found[code]), shapely.normalize(shape)
            off = np.abs(shapely.get_coordinates(there) - shapely.get_coordinates(here)).max()
            assert off <= most, f"{path.name} {code}: {off} degrees off"

    def systems():
        """shapefiles by GDAL in nine coordinate systems land where PROJ says"""
        for system, most in SYSTEMS.items():
            with tempfile.TemporaryDirectory() as folder:
                folder = Path(folder)
                write(folder / "kel.shp", within(system), ["kode", "nama"], [codes, called], f"EPSG:{system}", encoding="UTF-8")
                come(folder, zipped(folder, "kel"), most)
                # Without its .prj the option says the same, where numbers cannot be degrees.
                if system > 20_000:
                    (folder / "kel.prj").unlink()
                    come(folder, zipped(folder, "kel"), most, "--crs", f"EPSG:{system}", "--again")

    def formats():
        """GeoPackage, FlatGeobuf, KML, KMZ, GeoJSON and lines by GDAL give every vertex"""
        for name, system, options in [
            ("kel.gpkg", 32749, {}), ("kel.fgb", 23835, {}), ("kel.kml", 4326, {"driver": "LIBKML"}),
            ("kel.kmz", 4326, {"driver": "LIBKML"}), ("kel.geojsonl", 4326, {"driver": "GeoJSONSeq"}),
            ("kel.geojson", 32749, {"driver": "GeoJSON"}), ("kel.gml.geojson", 4326, {"driver": "GeoJSON", "RFC7946": "YES"}),
        ]:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / name
                write(path, within(system), ["kode", "nama"], [codes, called], f"EPSG:{system}", **options)
                # Writers of text keep seven decimals or more of a degree.
                come(Path(folder), path, 1e-7 if system == 4326 else EXACT)

    def names_alone():
        """a shapefile with BPS codes and names finds its areas by the official list"""
        listed = {row.split(",")[0]: row.split(",") for row in names.read_text().splitlines()[1:]}
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            run(program, folder / "uji.gpkg", "import", "areas", names, "--dataset", "wilayah", "--publish", "--brief", *ABOUT)
            bps = [listed[code][4] for code in codes]
            write(folder / "kel.shp", within(32749), ["IDDESA", "NMDESA"], [bps, [name.upper() for name in called]], "EPSG:32749", encoding="UTF-8")
            come(folder, zipped(folder, "kel"), EXACT)
            districts = [listed[listed[code][3]][1] for code in codes]
            write(folder / "nama.shp", within(32749), ["WADMKC", "WADMKD"], [districts, [name.replace(" ", "-") for name in called]], "EPSG:32749", encoding="UTF-8")
            come(folder, zipped(folder, "nama"), EXACT, "--again")

    def tables():
        """XLSX, ODS and CSV by GDAL give the same list of areas"""
        rows = [row.split(",") for row in names.read_text().splitlines()]
        header, rows = rows[0][:2], [row[:2] for row in rows[1:]]
        columns = [np.asarray([row[at] for row in rows], dtype=object) for at in range(2)]
        for name, driver in [("a.xlsx", "XLSX"), ("a.ods", "ODS"), ("a.csv", "CSV")]:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / name
                pyogrio.raw.write(path, None, columns, header, driver=driver, geometry_type=None)
                code, out = run(program, Path(folder) / "uji.gpkg", "import", "areas", path, "--dataset", "w", "--dry-run", "--json")
                report = json.loads(out)
                assert report["rows"] == len(rows), (name, out)

    def again():
        """what GDAL reads from our store and writes anew comes back the same"""
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            write(folder / "kel.gpkg", shapes, ["kode", "nama"], [codes, called], "EPSG:4326")
            come(folder, folder / "kel.gpkg", 0.0)
            meta, _, found, fields = pyogrio.raw.read(folder / "uji.gpkg", layer="peta_kelurahan", columns=["kode", "nama"])
            order = np.random.default_rng(7).permutation(len(found))
            write(folder / "lain.gpkg", shapely.from_wkb(found)[order], list(meta["fields"]), [fields[0][order], fields[1][order]], "EPSG:4326")
            come(folder, folder / "lain.gpkg", 0.0)

    def repaired():
        """a repair with 15 metres leaves a coverage that GEOS finds valid, with the same outer edge"""
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            code, out = run(program, folder / "uji.gpkg", "import", "boundaries", source, "--dataset", "batas", "--brief", "--repair", "15")
            assert code == 1 and "repair_exceeds" in out, out
            code, out = run(program, folder / "uji.gpkg", "import", "boundaries", source, "--dataset", "batas", "--brief",
                            "--repair", "15", "--accept", "semua", "--publish", *ABOUT)
            assert code == 2, out
            _, _, found, _ = pyogrio.raw.read(folder / "uji.gpkg", layer="peta_kelurahan", columns=["kode"])
            found = shapely.from_wkb(found)
            assert shapely.is_valid(found).all()
            assert shapely.coverage_is_valid(found)
            whole, before = shapely.union_all(found), shapely.union_all(shapes)
            edge = shapely.hausdorff_distance(shapely.get_exterior_ring(max(whole.geoms, key=lambda part: part.area) if whole.geom_type == "MultiPolygon" else whole),
                                              shapely.get_exterior_ring(max(before.geoms, key=lambda part: part.area) if before.geom_type == "MultiPolygon" else before))
            assert edge < 2e-7, edge

    plain = [systems, formats, names_alone, tables, again, repaired]
    # The harness hands a service; these need none.
    def of(check):
        def checked(_):
            check()
        checked.__doc__ = check.__doc__
        return checked
    return [of(check) for check in plain]
