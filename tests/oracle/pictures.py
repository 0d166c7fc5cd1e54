"""Pictures, judged by other programs: pypdf reads the text of the PDF, GEOS compares the drawn areas
with the boundaries of the API, and the scale bar is measured by a geodesic.
"""
import io
import re
import xml.etree.ElementTree as xml

import numpy as np
import pypdf
import shapely
from pyproj import Geod

SVG = "{http://www.w3.org/2000/svg}"


def checks(indicator, period):
    address = f"/v1/maps/{indicator}/{period}"
    return [reads_as_pdf(address), lies_where_it_should(address), has_a_true_scale(address)]


def reads_as_pdf(address):
    def fits(service):
        for lang, words in [
            ("id", ["DATA CONTOH", "bukan data resmi", "Belum diisi", "Tidak berlaku", "Disamarkan", "Sumber"]),
            ("en", ["DATA CONTOH", "not official data", "Not filled", "Not applicable", "Suppressed", "Source"]),
        ]:
            for size, (width, height) in {"a4": (297, 210), "a4-portrait": (210, 297), "a3": (420, 297)}.items():
                drawing = letters(service, f"{address}.svg?lang={lang}&size={size}")
                pdf = pypdf.PdfReader(io.BytesIO(service.bytes(f"{address}.pdf?lang={lang}&size={size}")))
                assert len(pdf.pages) == 1, f"{len(pdf.pages)} pages"
                page = pdf.pages[0]
                in_mm = [float(side) / 72 * 25.4 for side in page.mediabox[2:]]
                assert np.allclose(in_mm, [width, height], atol=0.1), f"{size} is {in_mm} mm"
                said = squeezed(page.extract_text())
                for word in words:
                    assert squeezed(word) in said, f"{lang} {size}: {word!r} is not in the PDF"
                for line in drawing:
                    assert squeezed(line) in said, f"{lang} {size}: {line!r} is in the SVG and not in the PDF"
                fonts = {str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}
                assert all("NotoSans" in font for font in fonts), fonts

    fits.__doc__ = f"the PDF of {address} says what the SVG says, on paper of the right size"
    return fits


def lies_where_it_should(address):
    def fits(service):
        drawn = shapes(document(service, f"{address}.svg?size=a3"))
        true = {code: mercator(shapely.geometry.shape(service.json(f"/v1/areas/{code}/boundary")["geometry"]))
                for code in drawn}
        west, north, _, _ = bounds(drawn)
        left, top, right, _ = bounds(true)
        scale = (bounds(drawn)[2] - west) / (right - left)
        worst = 1
        for code, shape in true.items():
            placed = shapely.transform(shape, lambda c: (c - [left, top]) * scale + [west, north])
            same = placed.intersection(drawn[code]).area / placed.union(drawn[code]).area
            worst = min(worst, same)
            assert same > 0.985, f"{code} agrees by {same:.4f} only"
        return f"{len(true)} areas, the worst agrees by {worst:.4f}"

    fits.__doc__ = f"the areas of {address} have the shapes and places of their boundaries"
    return fits


def has_a_true_scale(address):
    def fits(service):
        for size in ["a4", "a3-portrait", "screen"]:
            drawing = document(service, f"{address}.svg?size={size}")
            drawn = shapes(drawing)
            box = [service.json(f"/v1/areas/{code}")["bbox"] for code in drawn]
            west, east = min(b[0] for b in box), max(b[2] for b in box)
            middle = (min(b[1] for b in box) + max(b[3] for b in box)) / 2
            _, _, metres = Geod(ellps="WGS84").inv(west, middle, east, middle)
            left, _, right, _ = bounds(drawn)
            bar = drawing.find(f".//{SVG}g[@id='scale']")
            long = float(bar.find(f"{SVG}rect[@id='bar']").get("width"))
            measured = long / (right - left) * metres
            said = float(bar.get("data-metres"))
            assert abs(measured / said - 1) < 0.003, f"{size}: {said} m are {measured:.1f} m"

    fits.__doc__ = f"the scale bar of {address} is true"
    return fits


def document(service, path):
    return xml.fromstring(service.bytes(path))


def letters(service, path):
    return [text.text for text in document(service, path).iter(f"{SVG}text")
            if text.text and text.get("id") != "mark"]


def squeezed(text):
    return re.sub(r"\s+", "", text)


def shapes(drawing):
    """The areas of a drawing by code, in its own units."""
    found = {}
    for path in drawing.iter(f"{SVG}path"):
        if path.get("data-kode"):
            rings = [np.array(re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", ring), float)
                     for ring in path.get("d").split("Z") if ring]
            whole = shapely.Polygon()
            for ring in rings:
                if len(ring) > 2:
                    whole = whole.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
            found[path.get("data-kode")] = whole
    return found


def bounds(shapes_by_code):
    return shapely.total_bounds(list(shapes_by_code.values()))


def mercator(shape):
    """Spherical Mercator of radius one, y to the south."""
    return shapely.transform(
        shape, lambda c: np.column_stack([np.radians(c[:, 0]), -np.arcsinh(np.tan(np.radians(c[:, 1])))]))
