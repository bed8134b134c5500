"""Has two checkers of others look at an export: lerobot-doctor and lerobot-lint. What they say of the dataset's form is a
failure. What they say of the numbers themselves is about what the scripted person did, since every number is held against the
recorded samples beforehand; it is counted and explained. A kind that is not known here is a failure too.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

# The parts of lerobot-doctor that judge numbers; the other parts have to pass.
NUMBERS = {
    "Action Quality": "buttons that nobody presses lie at their minimum",
    "Data Distribution": "bones do not change their length: those numbers of a hand are constant",
    "Training Readiness": "two hands of 26 joints are many numbers, and some are constant",
    "Anomaly Detection": "the same constant numbers; one scripted person",
    "Per-Episode Summary": "what of this falls into one episode",
}
# What no number may be, and no row, in whatever part it is said.
NEVER = re.compile(r"\b((NaN|Inf)\S* (values|in)|not loaded|could not|missing|no action|no stats|invalid|too short|single frame|monotonic|dropped)",
                   re.IGNORECASE)
LINT = {
    "DEAD_JOINT": "it takes bones' lengths for joints",
    "DISCONTINUITY": "it takes a button's press for a leap",
    "SATURATED_JOINT": "buttons that nobody presses",
    "ACTION_STATE_DIVERGENCE": "noise of numbers at rest",
    "ACTION_RANGE_MISMATCH": "an action is the state that comes next",
    "UNITS_UNKNOWN": "it knows joint angles only",
    "TOO_FEW_EPISODES": "three takes are enough here",
    "LOW_DIVERSITY": "one scripted person does the same three times",
    "JITTER": "noise of numbers at rest",
    "FROZEN_STATE": "a hand that rests, or a computer that was busy",
}


def need(condition, text):
    if not condition:
        sys.exit(f"FAILED: {text}")


def doctor(dataset, tools):
    said = subprocess.run([tools / "lerobot-doctor", "check", str(dataset), "--json"], capture_output=True, text=True)
    start = said.stdout.find("{")
    need(start >= 0, f"lerobot-doctor did not look: {said.stdout[-500:]} {said.stderr[-500:]}")
    parts = json.loads(said.stdout[start:])["checks"]
    need(len(parts) >= 10, f"lerobot-doctor looked at {len(parts)} parts only")
    for part in parts:
        told = [m["message"] for m in part["messages"] if m["severity"].upper() != "PASS"]
        mark, name = part["severity"].upper(), part["name"]
        need(mark == "PASS" or name in NUMBERS, f"lerobot-doctor: {mark} {name}: {told}")
        never = [line for line in told if NEVER.search(line)]
        need(not never, f"lerobot-doctor: {name}: {never}")
    return sum(part["severity"].upper() == "PASS" for part in parts), len(parts)


def lint(dataset, tools):
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "lint.json"
        said = subprocess.run([tools / "lelint", "check", str(dataset), "--json", str(report)], capture_output=True, text=True)
        need(report.exists(), f"lerobot-lint did not look: {said.stdout[-500:]} {said.stderr[-500:]}")
        findings = json.loads(report.read_text())["findings"]
    strange = [f["message"] for f in findings if f["check"] not in LINT]
    need(not strange, f"lerobot-lint: {strange}")
    return collections.Counter(f["check"] for f in findings)


def main():
    dataset, tools = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    passed, parts = doctor(dataset, tools)
    kinds = lint(dataset, tools)
    print(f"lerobot-doctor: {passed} of {parts} pass, the others are explained; lerobot-lint: "
          + ", ".join(f"{count} × {kind} ({LINT[kind]})" for kind, count in kinds.most_common()))


main()
