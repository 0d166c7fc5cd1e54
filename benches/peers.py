"""Other programs beside Jangkau, on the same work in the same minutes: ratios.

    python3 benches/peers.py target/release/jangkau

The boundaries are the villages of Jawa Tengah where they lie beside the
project, else the city's. Needs Debian's postgresql-15-postgis-3,
postgresql-common, gdal-bin, nginx-light and wrk; a part whose program is
missing is left out, and said.
"""
import gzip
import http.client
import json
import math
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT.parent / "shared/data/bench/jateng-desa-bps2020.ndgeojson.gz"
POSYANDU = 300_000
NGINX = """daemon off; pid {folder}/pid; error_log /dev/null; worker_processes auto;
events {{}} http {{ access_log off; gzip_static on; types {{ application/vnd.mapbox-vector-tile mvt; }}
client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e; keepalive_requests 1000000;
server {{ listen 127.0.0.1:7801; root {folder}; }} }}"""


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        folder = Path(folder)
        boundaries, posyandu = folder / "batas.geojson", folder / "posyandu.csv"
        codes = write_boundaries(boundaries)
        write_posyandu(posyandu, codes)
        print(f"{len(codes)} villages, {POSYANDU} posyandu; a ratio above 1: Jangkau is so many times as fast\n")
        importing(program, folder, boundaries)
        store = folder / "uji.gpkg"
        run(program, store, "import", "posyandu", posyandu, "--dataset", "posyandu", "--brief", "--publish",
                       "--source", "uji", "--licence", "CC0-1.0", "--as-of", "2026-01-01")
        with serving(program, store) as port:
            tiles = tiles_of(port)
            making(port, tiles, boundaries, posyandu, folder)
            warm(port, tiles, folder)


def write_boundaries(path):
    if not BENCH.exists():
        shutil.copy(ROOT / "geodata/kelurahan.geojson", path)
    else:
        with gzip.open(BENCH, "rt", encoding="utf-8") as lines:
            features = [json.loads(line) for line in lines if line.strip()]
        features = [feature for feature in features if feature["properties"]["kode"]]
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return [feature["properties"]["kode"] for feature in json.loads(path.read_text())["features"]]


def write_posyandu(path, codes):
    dice = random.Random(1)
    with path.open("w") as out:
        out.write("id,nama,kode,lon,lat,mutu_titik,sumber\n")
        for n in range(POSYANDU):
            lon, lat = dice.uniform(108.5, 111.7), dice.uniform(-8.2, -6.3)
            out.write(f"p-{n},Posyandu {n},{codes[n % len(codes)]},{lon:.6f},{lat:.6f},surveyed,bench\n")


def run(program, store, *arguments):
    done = subprocess.run([program, "--database", store, *arguments], capture_output=True, text=True)
    assert done.returncode in (0, 2), done.stdout + done.stderr


def missing(*programs):
    lacking = [name for name in programs if not shutil.which(name)]
    if lacking:
        print(f"(left out: {', '.join(lacking)} not installed)")
    return bool(lacking)


def say(what, ours, peer, theirs):
    print(f"| {what} | {peer} | {theirs / ours:.2g} |", flush=True)


def importing(program, folder, boundaries):
    """A boundary file into a GeoPackage: ours checks, builds the topology and a snapshot; ogr2ogr copies."""
    ours, theirs = [], []
    for turn in range(3):
        (folder / "uji.gpkg").unlink(missing_ok=True)
        start = time.perf_counter()
        run(program, folder / "uji.gpkg", "import", "boundaries", boundaries, "--dataset", "batas", "--brief", "--publish",
                       "--source", "uji", "--licence", "CC0-1.0", "--as-of", "2026-01-01")
        ours.append(time.perf_counter() - start)
        if not shutil.which("ogr2ogr"):
            continue
        start = time.perf_counter()
        subprocess.run(["ogr2ogr", "-f", "GPKG", folder / f"{turn}.gpkg", boundaries], check=True, capture_output=True)
        theirs.append(time.perf_counter() - start)
    if not missing("ogr2ogr"):
        say("import of the boundaries, checked and with topology", min(ours), "ogr2ogr, a plain copy", min(theirs))


@contextmanager
def serving(program, store):
    command = [program, "--database", store, "serve", "--listen", "127.0.0.1:0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield int(server.stdout.readline().strip().rsplit(":", 1)[1])
    finally:
        server.terminate()
        server.wait()


def tiles_of(port):
    """Some tiles of zoom 8 to 14 with villages in them, drawn by chance."""
    bounds = json.loads(get(port, "/v1/catalog"))["bounds"]
    dice, tiles = random.Random(2), set()
    while len(tiles) < 150:
        zoom = dice.randint(8, 14)
        lon, lat = dice.uniform(bounds[0], bounds[2]), dice.uniform(bounds[1], bounds[3])
        across, sine = (lon + 180) / 360, math.sin(math.radians(lat))
        down = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
        tile = (zoom, int(across * 2**zoom), int(down * 2**zoom))
        # Shapes of a zoom are made once; the levels served and these differ, so no tile is warm later.
        if tile not in tiles and get(port, address(tile, "?levels=kecamatan,kelurahan")):
            tiles.add(tile)
    return sorted(tiles)


def address(tile, query=""):
    zoom, x, y = tile
    return f"/v1/tiles/areas/{zoom}/{x}/{y}.mvt{query}"


def get(port, path, connection=None):
    connection = connection or http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers={"accept-encoding": "gzip"} if path.startswith("/v1/tiles") else {})
    return connection.getresponse().read()


def timed(port, paths):
    connection, times = http.client.HTTPConnection("127.0.0.1", port), []
    for path in paths:
        start = time.perf_counter()
        get(port, path, connection)
        times.append(1000 * (time.perf_counter() - start))
    return times


def making(port, tiles, boundaries, posyandu, folder):
    """One connection, nothing kept: ours over HTTP and gzipped, PostGIS inside its own server and plain."""
    points = [(random.Random(n).uniform(109, 111), random.Random(-n).uniform(-7.7, -6.9)) for n in range(1, 201)]
    ours = timed(port, [address(tile, "?levels=kelurahan") for tile in tiles])
    floor = statistics.median(timed(port, ["/livez"] * 200))
    near = timed(port, [f"/v1/nearest?point={lon},{lat}&k=5" for lon, lat in points])
    if missing("pg_virtualenv", "ogr2ogr"):
        return
    sql = folder / "peer.sql"
    sql.write_text(peer_sql(tiles, points, posyandu))
    load = f'ogr2ogr -q -f PostgreSQL "PG:dbname=uji" {boundaries} -nln desa -lco GEOMETRY_NAME=geom -nlt MULTIPOLYGON'
    script = f"createdb uji && psql -q uji -c 'create extension postgis' && {load} && psql -qAt uji -f {sql}"
    done = subprocess.run(["pg_virtualenv", "sh", "-c", script], capture_output=True, text=True, cwd="/tmp")
    figures = {name: [] for name in ("tile", "simple", "knn")}
    for name, value in re.findall(r"NOTICE:\s+(\w+) ([\d.]+)", done.stderr):
        figures[name].append(float(value))
    if not figures["knn"]:
        print(f"(left out: PostGIS did not answer: {done.stderr[-300:]})")
        return
    median = statistics.median
    # What an empty answer takes is the client's own time and the connection's.
    for what, least in (("over HTTP", 0), ("over HTTP, less the time of an empty answer", floor)):
        ours_less, near_less = [max(one - least, 0.001) for one in ours], [max(one - least, 0.001) for one in near]
        say(f"a tile made {what}, median", median(ours_less), "ST_AsMVT, no HTTP", median(figures["tile"]))
        say(f"a tile made {what}, median", median(ours_less), "ST_AsMVT over ST_Simplify", median(figures["simple"]))
        say(f"150 tiles made {what}, sum", sum(ours_less), "ST_AsMVT, no HTTP", sum(figures["tile"]))
        say(f"5 nearest of {POSYANDU} {what}", median(near_less), "geography <->, ids alone", median(figures["knn"]))


def peer_sql(tiles, points, posyandu):
    shape = "ST_AsMVTGeom({}, b.box, 4096, 64)"
    loop = """do $$ declare t record; s timestamptz; r bytea; begin for t in select * from tiles loop
        s := clock_timestamp();
        select ST_AsMVT(q, 'desa', 4096, 'g', 'ogc_fid') into r from (select d.ogc_fid, d.kode, d.nama, {shape} g
            from merc d, (select ST_TileEnvelope(t.z, t.x, t.y) box) b where d.geom && ST_Expand(b.box, 40075016 / 2^t.z / 64)) q;
        raise notice '{name} %', extract(epoch from clock_timestamp() - s) * 1000; end loop; end $$;"""
    simple = "ST_Simplify(d.geom, 40075016 / 2^t.z / 4096, true)"
    return "\n".join([
        "set jit = off;",
        "create table merc as select ogc_fid, kode, nama, ST_Transform(geom, 3857) geom from desa;",
        "create index on merc using gist (geom); cluster merc using merc_geom_idx; analyze merc;",
        "create table tiles (z int, x int, y int);",
        "insert into tiles values " + ", ".join(map(str, tiles)) + ";",
        "create table raw (id text, nama text, kode text, lon float, lat float, mutu text, sumber text);",
        f"\\copy raw from '{posyandu}' csv header",
        "create table p as select id, ST_MakePoint(lon, lat)::geography g from raw; create index on p using gist (g); analyze p;",
        "create table asks (lon float, lat float);",
        "insert into asks values " + ", ".join(map(str, points)) + ";",
        loop.format(shape=shape.format("d.geom"), name="tile"),
        loop.format(shape=shape.format(simple), name="simple"),
        """do $$ declare t record; s timestamptz; r text[]; begin for t in select * from asks loop
            s := clock_timestamp();
            select array_agg(id) into r from (select id from p order by g <-> ST_MakePoint(t.lon, t.lat)::geography limit 5) q;
            raise notice 'knn %', extract(epoch from clock_timestamp() - s) * 1000; end loop; end $$;""",
    ])


def warm(port, tiles, folder):
    """Tiles that are kept, 8 connections, against nginx with the same gzipped bytes in files."""
    if missing("nginx", "wrk"):
        return
    for tile in tiles:
        file = folder / address(tile).lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        packed = get(port, address(tile))
        file.with_name(file.name + ".gz").write_bytes(packed)
        file.write_bytes(gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed)
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder))
    script = folder / "tiles.lua"
    paths = ", ".join(json.dumps(address(tile)) for tile in tiles)
    script.write_text(f"""local p, n = {{{paths}}}, 0
        wrk.headers["accept-encoding"] = "gzip"
        request = function() n = n % #p + 1; return wrk.format("GET", p[n]) end""")
    nginx = subprocess.Popen(["nginx", "-c", folder / "nginx.conf"], stderr=subprocess.DEVNULL)
    time.sleep(1)
    try:
        rounds = [(rate(script, 7801), rate(script, port)) for _ in range(5)]
    finally:
        nginx.terminate()
        nginx.wait()
    say("kept tiles a second, 8 connections", statistics.median(1 / ours for _, ours in rounds),
        "nginx, gzip_static", statistics.median(1 / theirs for theirs, _ in rounds))


def rate(script, port):
    command = ["wrk", "-t1", "-c8", "-d2s", "-s", script, f"http://127.0.0.1:{port}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
