"""Nearest, by geodesics that are not ours (geographiclib, Karney's own)."""
from geographiclib.geodesic import Geodesic


def checks():
    def exact(service):
        """the nearest posyandu are those that geographiclib orders first, to the decimetre"""
        places = [(f["id"], *f["geometry"]["coordinates"])
                  for f in service.json("/v1/posyandu")["features"] if f["geometry"]]
        for step in range(60):
            lon = 109.60 + (step * 0.6180339887 % 1) * 0.15
            lat = -6.97 + (step * 0.7548776662 % 1) * 0.15
            answer = service.json(f"/v1/nearest?point={lon},{lat}&k=20")["results"]
            ways = sorted((Geodesic.WGS84.Inverse(lat, lon, y, x)["s12"], name) for name, x, y in places)[:20]
            assert [result["id"] for result in answer] == [name for _, name in ways], (lon, lat)
            for result, (metres, _) in zip(answer, ways):
                assert abs(result["distance_m"] - metres) < 0.06, (result, metres)

    def filtered(service):
        """a filter comes before the count"""
        features = [f["properties"] for f in service.json("/v1/posyandu")["features"] if f["geometry"]]
        lon, lat = features[0]["point"]
        for service_word in ("imunisasi", "kb", "lansia"):
            answer = service.json(f"/v1/nearest?point={lon},{lat}&k=20&service={service_word}")["results"]
            offering = [f for f in features if service_word in f["services"]]
            assert len(answer) == min(20, len(offering)), service_word
            assert all(service_word in result["services"] for result in answer)

    return [exact, filtered]
