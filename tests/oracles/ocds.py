"""What tests/oracles/ocds.sh runs: our program against libcoveocds 0.17.0 and ocdskit 1.7.0.

libcoveocds is AGPL-3.0-or-later and only ever runs here, beside the program, never inside it. Its validator asks the
network for schemas; the requests are answered from tests/data/ocds instead.
"""

import collections
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import zipfile

DATA = pathlib.Path(__file__).resolve().parent.parent / "data"
SCHEMA = DATA / "ocds" / "schema-1.1.5"
TYPES = {"object", "array", "string", "number", "integer", "boolean"}
CODES = {
    "required": "OCDS_REQUIRED",
    "date-time": "OCDS_DATETIME",
    "uri": "OCDS_FORMAT",
    "pattern": "OCDS_FORMAT",
    "minLength": "OCDS_EMPTY",
    "minItems": "OCDS_EMPTY",
    "uniqueItems": "OCDS_UNIQUE",
}


def main(sunhall):
    samples = sorted((DATA / "trading").glob("*s*.json"))
    samples = [path for path in samples if "cardinal" not in path.name] + [DATA / "trading" / "land_mineral.json"]
    real = sorted((DATA / "ocds" / "real").glob("*package.json"))
    more = os.environ.get("SUNHALL_REAL_OCDS")
    if more:
        known = {path.name for path in real}
        folder = pathlib.Path(more)
        files = sorted([*folder.glob("*package.json"), *folder.glob("*.jsonl")])
        real += [path for path in files if path.name not in known]
    passed = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        standard = zipped(folder / "standard.zip")
        for path in sorted(set(samples)) + real:
            # A database each: a record must not meet the releases of another file.
            hall = Hall(sunhall, folder / f"{path.stem}.db")
            report = hall.take(path)
            checks = [("findings", findings, (path, report, standard))]
            with hall:
                checks.append(("exports", exports, (hall, path)))
                if "record" not in path.name:
                    checks.append(("compiled", compiled, (hall, path)))
                if path in samples:
                    checks.append(("validity of what goes out", outgoing, (hall, path, folder, standard)))
                for name, check, arguments in checks:
                    check(*arguments)
                    passed += 1
                    print(f"ok: {name} of {path.name}", flush=True)
    print(f"{passed} passed, 0 failed")


def zipped(path):
    """The standard as libcoveocds wants it: a zip with one folder on top, its entry first."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("standard-1__1__5/", "")
        for file in sorted(SCHEMA.rglob("*")):
            if file.is_file():
                archive.write(file, f"standard-1__1__5/schema/{file.relative_to(SCHEMA)}")
    return path


class Hall:
    """Our program over a database of its own."""

    def __init__(self, sunhall, database):
        self.sunhall, self.database = sunhall, f"sqlite:{database}"
        # Data need no style sheet.
        self.site = database.parent / "site"
        self.site.mkdir(exist_ok=True)
        (self.site / "manifest.json").write_text("{}")

    def take(self, path):
        command = [self.sunhall, "import", "trading", str(path), "--json", "--database", self.database]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode in (0, 1), f"{path.name}: {done.stderr}"
        return json.loads(done.stdout)

    def __enter__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = "127.0.0.1:%d" % free.getsockname()[1]
        command = [self.sunhall, "serve", "--database", self.database, "--listen", self.address, "--rate", "0"]
        command += ["--site", str(self.site)]
        self.serving = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                self.text("/healthz")
                return self
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the hall does not open")

    def __exit__(self, *_):
        self.serving.terminate()
        self.serving.wait()

    def text(self, path):
        with urllib.request.urlopen(f"http://{self.address}{path}") as answer:
            return answer.read().decode()

    def record(self, ocid):
        return json.loads(self.text(f"/trading/{urllib.parse.quote(ocid, safe='')}.json"))["records"][0]


def rows(path):
    text = path.read_text()
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    package = json.loads(text)
    return package.get("releases") or package["records"]


def plain(path):
    """A path without its numbers."""
    return "/".join(step for step in path.split("/") if not step.isdigit())


def validate(path, standard):
    command = [sys.executable, __file__, "--validate", "--standard-zip", str(standard), str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"libcoveocds cannot read {path.name}: {done.stderr[-2000:]}"
    return json.loads(done.stdout)


def findings(path, report, standard):
    """The same errors at the same places. Values outside closed lists are counted apart by libcoveocds."""
    ours = collections.Counter()
    outside = set()
    for fault in report["faults"]:
        if fault["level"] != "error":
            continue
        if fault["code"] == "OCDS_CODELIST":
            outside.add(plain(fault["column"]))
        else:
            ours[fault["code"], plain(fault["column"])] += 1
    if path.suffix == ".jsonl":
        # libcoveocds reads packages alone.
        assert not ours, ours
        return
    theirs = collections.Counter()
    answer = validate(path, standard)
    for error in answer["validation_errors"]:
        code = "OCDS_TYPE" if error["type"] in TYPES else CODES[error["type"]]
        place = plain(error["path"])
        if code == "OCDS_REQUIRED":
            place += "/" + error["description"].split("'")[1]
        theirs[code, place] += 1
    assert ours == theirs, f"{path.name}: ours {ours - theirs}, theirs {theirs - ours}"
    closed = answer["additional_closed_codelist_values"]
    assert set(closed) <= outside, f"{path.name}: {set(closed) - outside}"


def exports(hall, path):
    """Every release and record goes out with every field it came in with."""
    for row in rows(path):
        record = hall.record(row["ocid"])
        found = record == row or row in record.get("releases", [])
        assert found, f"{path.name}: {row['ocid']} {row.get('id')}"


def pruned(value):
    """Without what is empty: the tools differ in whether nothing leaves a trace."""
    if isinstance(value, dict):
        value = {key: pruned(each) for key, each in value.items()}
        return {key: each for key, each in value.items() if each not in (None, {}, [])}
    if isinstance(value, list):
        return [each for each in map(pruned, value) if each not in (None, {}, [])]
    return value


def compiled(hall, path):
    """The same compiled release as ocdskit makes."""
    kit = pathlib.Path(sys.executable).with_name("ocdskit")
    schema = SCHEMA / "dereferenced-release-schema.json"
    done = subprocess.run([kit, "compile", "--schema", schema], stdin=path.open(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    theirs = [json.loads(line) for line in done.stdout.splitlines()]
    assert {release["ocid"] for release in theirs} == {row["ocid"] for row in rows(path)}
    for release in theirs:
        ours = hall.record(release["ocid"])["compiledRelease"]
        assert pruned(ours) == pruned(release), f"{path.name}: {release['ocid']}"


def outgoing(hall, path, folder, standard):
    """What we publish of conforming data conforms."""
    out = folder / "out.json"
    ocid = rows(path)[0]["ocid"]
    for address in ["/trading/releases.json", f"/trading/{ocid}.json"]:
        out.write_text(hall.text(address))
        answer = validate(out, standard)
        for kind in ["validation_errors", "additional_closed_codelist_values", "deprecated_fields"]:
            assert not answer[kind], f"{address} of {path.name}: {answer[kind]}"


def run_validator():
    """The command line of libcoveocds, its requests answered from the zip."""
    import requests

    archive = zipfile.ZipFile(sys.argv[sys.argv.index("--standard-zip") + 1])

    class Answer:
        status_code, ok = 200, True

        def __init__(self, text):
            self.text, self.content = text, text.encode()

        def json(self):
            return json.loads(self.text)

        def raise_for_status(self):
            pass

    def get(url, *_, **__):
        if urllib.parse.urlsplit(url).hostname == "standard.open-contracting.org":
            return Answer(archive.read("standard-1__1__5/schema/" + url.rsplit("/", 1)[1]).decode())
        raise requests.exceptions.ConnectionError(url)

    requests.get = get
    requests.Session.get = lambda self, url, *_, **__: get(url)
    sys.argv.remove("--validate")
    from libcoveocds.__main__ import main as validator

    validator()


if __name__ == "__main__":
    if "--validate" in sys.argv:
        run_validator()
    else:
        main(sys.argv[1])
