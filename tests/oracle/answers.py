"""The OpenAPI document, by openapi-spec-validator, and every answer against it, by jsonschema."""
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

KODE = "33.75.03.1010"
ANSWERS = {
    "/v1/catalog": [""],
    "/v1/areas": ["", "?level=kecamatan", "?within=33.75.01"],
    "/v1/areas/{kode}": [KODE, "33.75.01", "33.75", f"{KODE}?on=2022-01-01"],
    "/v1/kampung-kb": ["", "?on=2017-01-01"],
    "/v1/nearest": ["?point=109.67,-6.88&k=20", "?point=109.67,-6.88&service=imunisasi", "?point=0,0"],
    "/v1/locate": ["?point=109.67,-6.88", "?point=109.9,-6.7"],
    "/v1/limits": [""],
    "/livez": [""],
    "/readyz": [""],
    "/v1/tiles/{tileset}": ["areas.json", "borders.json", "posyandu.json", "kampung-kb.json"],
}
WRONG = ["/v1/areas/33.75.99", "/v1/nearest", "/v1/nearest?point=a,b&k=0", "/v1/areas?level=rt", "/v1/values/a/b/c",
         "/v1/tiles/areas/99/0/0.mvt", "/v1/nothing", "/v1/breaks/zzz/kota", "/v1/tiles/roads.json"]


def closed(schema, inside_all_of=False):
    """The schema, refusing members that it does not declare."""
    if isinstance(schema, list):
        return [closed(part, inside_all_of) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: {name: closed(one) for name, one in part.items()} if key == "properties" else closed(part, key == "allOf")
            for key, part in schema.items()}
    shaped = "$ref" in made or "allOf" in made
    if shaped and not inside_all_of:
        return {"allOf": [made], "unevaluatedProperties": False}
    return made


def checks():
    def sound(service):
        """the OpenAPI document is one"""
        document = service.json("/v1/openapi.json")
        errors = list(OpenAPIV31SpecValidator(document).iter_errors())
        assert not errors, errors[0]
        ids = [way["operationId"] for path in document["paths"].values() for way in path.values()]
        assert len(ids) == len(set(ids)), "an operation id stands twice"

    def declared(service):
        """every answer is as the OpenAPI document declares it, and says nothing more"""
        document = service.json("/v1/openapi.json")
        # A schema that others extend stays open itself; it is closed where it is used.
        components = {"schemas": {name: closed(schema, inside_all_of=True)
                                  for name, schema in document["components"]["schemas"].items()}}

        def validator(path, status):
            content = document["paths"][path]["get"]["responses"][status]["content"]
            schema = next(iter(content.values()))["schema"]
            return Draft202012Validator({**closed(schema), "components": components})

        questions = dict(ANSWERS)
        catalog = service.json("/v1/catalog")
        questions["/v1/values/{indicator}/{period}/{level}"] = [
            f"{indicator['id']}/{periods[-1]}/{level}"
            for indicator in catalog["indicators"] for level, periods in indicator["periods"].items()]
        questions["/v1/values/{indicator}/{level}"] = [
            f"{indicator['id']}/{level}" for indicator in catalog["indicators"] for level in indicator["periods"]]
        questions["/v1/breaks/{indicator}/{level}"] = [
            f"{indicator['id']}/{level}?method={method}"
            for indicator in catalog["indicators"] for level in indicator["periods"] for method in ("ckmeans", "quantile")]
        shares = [one for one in catalog["indicators"] if one["unit"] == "percent" and one["periods"].get("kelurahan")]
        invented = [one for one in shares if one["sample"]]
        latest = invented[0]["periods"]["kelurahan"][-1]
        questions["/v1/patterns/{indicator}/{period}/{level}"] = [
            f"{one['id']}/{periods[-1]}/{level}" for one in shares for level, periods in one["periods"].items()]
        questions["/v1/changes/{indicator}/{from}/{to}/{level}"] = [
            f"{one['id']}/{periods[0]}/{periods[-1]}/{level}"
            for one in shares for level, periods in one["periods"].items() if len(periods) > 1]
        questions["/v1/bivariate/{a}/{b}/{period}/{level}"] = [
            f"{invented[0]['id']}/{one['id']}/{latest}/kelurahan" for one in invented[1:]]
        questions["/v1/priority/{period}/{level}"] = [
            f"{latest}/kelurahan?weights=" + ",".join(f"{one['id']}:1" for one in invented[:count]) for count in (1, 5, 12)]
        count = 0
        for path, endings in questions.items():
            judge = validator(path, "200")
            stem = path.split("{")[0]
            for ending in endings:
                answer = service.json(stem + ending)
                error = next(judge.iter_errors(answer), None)
                assert error is None, f"{stem + ending}: {error.json_path}: {error.message[:300]}"
                count += 1
        problem = Draft202012Validator({**closed({"$ref": "#/components/schemas/Problem"}), "components": components})
        for address in WRONG:
            status, answer = service.problem(address)
            error = next(problem.iter_errors(answer), None)
            assert 400 <= status < 500 and error is None, f"{address}: {status} {error and error.message}"
            count += 1
        return f"{count} answers"

    return [sound, declared]
