"""The program, loaded and serving, for as long as a check needs it."""
import gzip
import json
import subprocess
import tempfile
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class Service:
    """Loads a folder (or imports one boundary file) into a store and serves it."""

    def __init__(self, program, folder=None, boundaries=None):
        self.program, self.folder, self.boundaries = program, folder, boundaries

    def __enter__(self):
        self._temporary = tempfile.TemporaryDirectory()
        self.file = Path(self._temporary.name) / "uji.gpkg"
        if self.folder:
            self._tool("load", self.folder, "--brief")
        if self.boundaries:
            self._tool("import", "boundaries", self.boundaries, "--dataset", "batas", "--brief", "--publish",
                       "--source", "uji", "--licence", "CC0-1.0", "--as-of", "2026-01-01")
        self._server = subprocess.Popen(
            [self.program, "--database", self.file, "serve", "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        self.base = self._server.stdout.readline().strip().removeprefix("Jangkau: ")
        assert self.base.startswith("http"), "the program does not serve"
        return self

    def __exit__(self, *_):
        self._server.terminate()
        self._server.wait(timeout=20)
        self._temporary.cleanup()

    def _tool(self, *arguments):
        done = subprocess.run([self.program, "--database", self.file, *arguments], stdout=subprocess.DEVNULL)
        assert done.returncode in (0, 2), f"{arguments[0]} ended with {done.returncode}"

    def bytes(self, path):
        """The body of an answer; none where there is nothing."""
        with urllib.request.urlopen(self.base + path, timeout=60) as answer:
            return answer.read() if answer.status == 200 else None

    def json(self, path):
        return json.loads(self.bytes(path))

    def problem(self, path):
        """The status and the document of an answer that is none."""
        try:
            with urllib.request.urlopen(self.base + path, timeout=60) as answer:
                return answer.status, None
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())


@contextmanager
def from_ndgeojson(program, packed):
    """A service over newline-delimited, gzipped features; rows without a code are left out."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "batas.geojson"
        with gzip.open(packed, "rt", encoding="utf-8") as lines:
            features = [json.loads(line) for line in lines if line.strip()]
        features = [feature for feature in features if feature["properties"]["kode"]]
        source.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        with Service(program, boundaries=source) as service:
            yield service, source
