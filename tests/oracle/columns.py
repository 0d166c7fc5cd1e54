"""Binary columns, by a decoder in Python after docs/data-formats.md, against the rows."""
import json

import numpy as np

TYPES = {"u8": "<u1", "u16": "<u2", "u32": "<u4", "f64": "<f8"}


def decode(file):
    assert file[:4] == b"JKC1"
    body = 8 + int.from_bytes(file[4:8], "little")
    head = json.loads(file[8:body])

    def raw(column):
        return np.frombuffer(file, TYPES[column["type"]], head["count"], body + column["at"])

    def numbers(column):
        if column is None:
            return [None] * head["count"]
        cells = raw(column)
        none = np.isnan(cells) if column["type"] == "f64" else cells == np.iinfo(cells.dtype).max
        return [None if empty else number for empty, number in zip(none, (cells / column["divisor"]).tolist())]

    for period in head["periods"]:
        states = raw(period["state"])
        period["state"] = [head["states"][state] for state in states & 15]
        period["reason"] = [head["reasons"][reason - 1] if reason else None for reason in states >> 4]
        period["flags"] = [{word for bit, word in enumerate(head["flags"]) if flags >> bit & 1}
                           for flags in raw(period["flags"])]
        for name in ("value", "lo", "hi", "n", "source"):
            period[name] = numbers(period[name])
    head["areas"] = ids(file[body + head["areas"]["at"]:], head["count"])
    return head


def ids(file, count):
    made, number, before, shift = [], 0, 0, 0
    for byte in file:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            before += number
            made.append(before)
            number, shift = 0, 0
        if len(made) == count:
            return made
    raise AssertionError("too few ids")


def checks():
    def same(service):
        """binary columns say what the rows say, to the last bit"""
        count = 0
        for indicator in service.json("/v1/catalog")["indicators"]:
            for level, periods in indicator["periods"].items():
                columns = decode(service.bytes(f"/v1/values/{indicator['id']}/{level}.bin"))
                assert [one["period"] for one in columns["periods"]] == periods
                for one in columns["periods"]:
                    rows = service.json(f"/v1/values/{indicator['id']}/{one['period']}/{level}")
                    assert columns["sample"] == rows["sample"]
                    assert columns["areas"] == [row["id"] for row in rows["values"]]
                    for at, row in enumerate(rows["values"]):
                        assert (one["state"][at], one["reason"][at]) == (row["state"], row["reason"])
                        assert [one[name][at] for name in ("value", "lo", "hi", "n")] == \
                            [row[name] for name in ("value", "lo", "hi", "denominator")], row
                        flags = {*row["flags"], *(word for word in ("rounded", "published") if row[word])}
                        assert one["flags"][at] == flags, row
                        count += 1
        return f"{count} figures"

    return [same]
