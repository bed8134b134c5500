"""Has two checkers of others look at an export: lerobot-doctor and lerobot-lint. What they may say, and why it is no fault of
the export, stands here; anything else is a failure.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

DOCTOR = {
    "Action Quality": "buttons that nobody presses lie at their minimum",
    "Data Distribution": "bones do not change their length: those numbers of a hand are constant",
    "Training Readiness": "two hands of 26 joints are many numbers, and some are constant",
    "Anomaly Detection": "the same constant numbers",
}
LINT = {
    "DEAD_JOINT": "it takes bones' lengths for joints",
    "DISCONTINUITY": "it takes a button's press for a leap",
    "SATURATED_JOINT": "buttons that nobody presses",
    "ACTION_STATE_DIVERGENCE": "noise of numbers at rest",
    "UNITS_UNKNOWN": "it knows joint angles only",
    "TOO_FEW_EPISODES": "three takes are enough here",
    "JITTER": "noise of numbers at rest",
}


def need(condition, text):
    if not condition:
        sys.exit(f"FAILED: {text}")


def main():
    dataset, tools = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    said = subprocess.run([tools / "lerobot-doctor", "check", str(dataset)], capture_output=True, text=True)
    marks = re.findall(r"\[(PASS|WARN|FAIL)\] (.+)", said.stdout)
    need(len(marks) >= 10, f"lerobot-doctor did not look: {said.stdout[-500:]} {said.stderr[-500:]}")
    for mark, what in marks:
        need(mark == "PASS" or (mark == "WARN" and what.strip() in DOCTOR), f"lerobot-doctor: {mark} {what}\n{said.stdout}")
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "lint.json"
        said = subprocess.run([tools / "lelint", "check", str(dataset), "--json", str(report)], capture_output=True, text=True)
        need(report.exists(), f"lerobot-lint did not look: {said.stdout[-500:]} {said.stderr[-500:]}")
        kinds = collections.Counter(f["check"] for f in json.loads(report.read_text())["findings"])
    need(set(kinds) <= set(LINT), f"lerobot-lint: {set(kinds) - set(LINT)}")
    passed = sum(mark == "PASS" for mark, _ in marks)
    print(f"lerobot-doctor: {passed} of {len(marks)} pass, the others are explained; lerobot-lint: "
          + ", ".join(f"{count} × {kind} ({LINT[kind]})" for kind, count in kinds.most_common()))


main()
