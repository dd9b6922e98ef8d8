#!/usr/bin/env python3
"""Turns measured values (JSON lines of the benches, on standard input) into what is kept of a run:
a table on standard output, a line in bench/results.jsonl, and, with --docs, the table in docs/performance.md
between its two markers. Medians over the rounds; a ratio is the median of the rounds' ratios, with the lowest and the
highest, because what is compared ran in the same round."""
import json, pathlib, re, statistics, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"

# measure, what it is, unit, [(peer, what it is, ratio to reach or None)]; higher is better unless said.
COMPARED = [
    ("import", "import of 300,000 rows", "rows/s", [
        ("same_rows", "sqlite3 `.import`, the same final rows in the same tables", 0.4),
        ("kind_only", "sqlite3 `.import`, the kind's table alone", None)]),
    ("export", "export of everything, CSV", "records/s", [("sqlite3", "sqlite3 `.mode csv`, the same rows and order", 1.0)]),
    ("page", "a page of 20 KB, kept", "requests/s", [
        ("nginx_best", "nginx, the same bytes as a file, sendfile off", 1.0),
        ("nginx_default", "nginx as it comes", 1.2)]),
    ("gzip", "a dossier, kept, compressed", "requests/s", [
        ("nginx_best", "nginx, the compressed file ready, sendfile off", 1.0),
        ("nginx_default", "nginx as it comes", 1.2)]),
    ("zipf", "100 dossiers, half of the requests conditional", "requests/s", [
        ("nginx_best", "nginx, sendfile off", 0.9), ("nginx_default", "nginx as it comes", None)]),
]
LOWER_COMPARED = [
    (f"{test}_{what}", f"{name}: {words}", unit, ["nginx_best", "nginx_default"])
    for what, words, unit in (("p99_ms", "99 of 100 answers within", "ms"), ("cpu_us", "processor time a request", "µs"))
    for test, name in (("page", "page"), ("gzip", "compressed dossier"), ("zipf", "100 dossiers"))
]
# measure, side, what it is, unit, limit or None (lower is better where there is one)
ALONE = [
    ("import_again", "uphold", "import of 300,000 rows that are on record already", "rows/s", None),
    ("import_peak_mb", "uphold", "import of 300,000 rows (55 MB): largest memory", "MB", None),
    ("snapshot", "uphold", "readers' snapshot of 300,000 records", "s", None),
    ("snapshot_mb", "uphold", "its size, history and log included", "MB", None),
    ("export_json", "uphold", "export of everything, JSON", "records/s", None),
    ("export_peak_mb", "uphold", "export of everything, CSV: largest memory", "MB", None),
    ("first_render_p50_ms", "reference", "first render, reference data: median", "ms", None),
    ("first_render_p99_ms", "reference", "first render, reference data: 99 of 100 within", "ms", 5),
    ("first_render_max_ms", "reference", "first render, reference data: slowest of all", "ms", None),
    ("first_render_p50_ms", "large", "first render, 300,000 communications: median", "ms", None),
    ("first_render_p99_ms", "large", "first render, 300,000 communications: 99 of 100 within", "ms", 5),
    ("first_render_max_ms", "large", "first render, 300,000 communications: slowest of all", "ms", None),
    ("list_first_ms", "large", "list of 300,000 communications: the first a process makes, reading them all", "ms", None),
    ("list_second_ms", "large", "the same list, another page", "ms", 50),
    ("list_resident_mb", "large", "memory of the public process after that", "MB", None),
    ("start", "uphold", "from nothing to the first page", "s", 2),
    ("resident_begin_mb", "uphold", "resident memory, all processes, before the first request", "MB", None),
    ("resident_mb", "uphold", "resident memory, all processes, after every page was asked for", "MB", 64),
    ("resident_rss_mb", "uphold", "the same, shared pages counted in each process", "MB", None),
    ("pages", "uphold", "pages asked for, with their data formats", "", None),
]
FIRST_VIEW_LIMIT_KB = 50


def read_values():
    values = {}
    for line in sys.stdin:
        run = json.loads(line)
        values.setdefault(run["measure"], {}).setdefault(run["side"], []).append(run["value"])
    return values


def number(value):
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if value == int(value) else f"{value:.3g}"


def mark(reached):
    return "reached" if reached else "**not reached**"


def ratio_row(values, measure, peer, reach, lower):
    ours, theirs = values[measure]["uphold"], values[measure][peer]
    ratios = sorted(a / b for a, b in zip(ours, theirs))
    middle = statistics.median(ratios)
    goal = f"{'≤' if lower else '≥'} {reach}: {mark(middle <= reach if lower else middle >= reach)}" if reach else ""
    return middle, f"{middle:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})", goal


def tables(values):
    compared = [["what", "Uphold", "beside it", "", "ratio (lowest to highest)", "to reach"]]
    for measure, title, unit, peers in COMPARED:
        for peer, name, reach in peers:
            if peer in values.get(measure, {}):
                _, ratio, goal = ratio_row(values, measure, peer, reach, False)
                compared.append([title, f"{number(statistics.median(values[measure]['uphold']))} {unit}", name,
                                 f"{number(statistics.median(values[measure][peer]))} {unit}", ratio, goal])
    for measure, title, unit, peers in LOWER_COMPARED:
        for peer in peers:
            if peer in values.get(measure, {}):
                reach = 1 if measure in ("page_p99_ms", "gzip_p99_ms") else None
                _, ratio, goal = ratio_row(values, measure, peer, reach, True)
                compared.append([title, f"{number(statistics.median(values[measure]['uphold']))} {unit}",
                                 peer.replace("_", ", "), f"{number(statistics.median(values[measure][peer]))} {unit}",
                                 ratio, goal])
    alone = [["what", "median", "lowest to highest", "to reach"]]
    for measure, side, title, unit, limit in ALONE:
        runs = sorted(values.get(measure, {}).get(side, []))
        if runs:
            middle = statistics.median(runs)
            spread = f"{number(runs[0])} to {number(runs[-1])}" if len(runs) > 1 else ""
            alone.append([title, f"{number(middle)} {unit}".strip(), spread,
                          f"< {limit} {unit}: {mark(middle < limit)}" if limit else ""])
    views = [["route", "largest page and style sheet, compressed", "to reach"]]
    for measure in values:
        if measure.startswith("first_view_kb "):
            size = values[measure]["uphold"][0]
            views.append([f"`{measure.split()[1]}`", f"{size} KB",
                          f"< {FIRST_VIEW_LIMIT_KB} KB: {mark(size < FIRST_VIEW_LIMIT_KB)}"])
    return [table for table in (compared, alone, views) if len(table) > 1]


def aligned(table):
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in table)


def markdown(table):
    rows = ["| " + " | ".join(row) + " |" for row in table]
    return "\n".join([rows[0], "|" + "---|" * len(table[0])] + rows[1:])


def said(*command):
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    return (result.stdout or result.stderr).strip()


def machine():
    cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text())
    return {"cpu": cpu.group(1) if cpu else said("uname", "-m"), "cores": int(said("nproc")),
            "memory_gb": round(int(memory.group(1)) / 2**20, 1), "kernel": said("uname", "-r")}


def versions():
    packages = ["libc6", "libsqlite3-0", "sqlite3", "libmicrohttpd12", "libsodium23", "zlib1g", "nginx-light", "wrk", "curl"]
    listed = said("dpkg-query", "-W", "-f", "${Package} ${Version}\\n", *packages)
    found = dict(line.split(" ", 1) for line in listed.splitlines() if line.split(" ")[0] in packages and " " in line)
    return {"uphold": said("git", "describe", "--always", "--dirty"), "gcc": said("gcc", "-dumpfullversion"), **found}


def main():
    date, load = sys.argv[1], sys.argv[2]
    values = read_values()
    run = {"date": date, "load_before": float(load), "machine": machine(), "versions": versions(), "values": values}
    made = tables(values)
    print("\n\n".join(aligned(table) for table in made))
    with open(ROOT / "bench/results.jsonl", "a") as results:
        results.write(json.dumps(run, ensure_ascii=False) + "\n")
    if "--docs" in sys.argv:
        where = run["machine"]
        intro = (f"Run of {date}: {where['cpu']}, {where['cores']} cores, {where['memory_gb']} GB, Linux {where['kernel']}; "
                 f"load {load} before it began. "
                 + ", ".join(f"{name} {version}" for name, version in run["versions"].items()) + ".")
        path = ROOT / "docs/performance.md"
        text = path.read_text()
        head, tail = text[:text.index(BEGIN) + len(BEGIN)], text[text.index(END):]
        path.write_text(head + "\n\n" + intro + "\n\n" + "\n\n".join(markdown(table) for table in made) + "\n\n" + tail)


main()
