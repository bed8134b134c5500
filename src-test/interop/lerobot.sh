#!/usr/bin/env bash
# LeRobot itself loads what is exported as its format: several files and two cameras, smaller pictures at another rate, AV1. Every
# row's numbers and times, and first, middle and last pictures, are held against the bundles; two other checkers look at it; the
# same pictures are written by LeRobot's own writer, for the speed.
# Usage: lerobot.sh JDK. Needs the tests to be compiled. LEROBOT_VENV names an environment to use and keep.
set -euo pipefail
jdk=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python_from() { # MINOR: a Python at least so new, that can make environments
  local each
  for each in python3 python3.14 python3.13 python3.12 python3.11 "$HOME"/.pyenv/versions/3.1[2-9]*/bin/python3; do
    if "$each" -c "import sys, venv; sys.exit(not (3, $1) <= sys.version_info < (3, 14))" 2>/dev/null; then
      echo "$each"
      return
    fi
  done
}

venv=${LEROBOT_VENV:-$work/venv}
if [ ! -x "$venv/bin/python" ]; then
  packages='lerobot[dataset]==0.6.1'
  python=$(python_from 12)
  [ -n "$python" ] || { packages='lerobot==0.4.4' && python=$(python_from 11); }
  [ -n "$python" ] || { echo "skipped: no Python from 3.11 on, with environments, on this machine"; exit 0; }
  begun=$SECONDS
  for pause in 5 20 60 0; do # downloads only
    if "$python" -m venv "$venv" 2>"$work/why" && "$venv/bin/pip" install -q --disable-pip-version-check --no-cache-dir "$packages" \
      'lerobot-doctor==0.2.0' 'lerobot-lint==0.1.1' 'mcap==1.6.0' 'mcap-protobuf-support==0.6.0' 2>"$work/why"; then
      touch "$work/ready"
      break
    fi
    sleep "$pause"
  done
  [ -f "$work/ready" ] || { echo "skipped: the packages could not be had: $(tail -n 1 "$work/why")"; exit 0; }
  echo "installed in $((SECONDS - begun)) s"
fi
cd "$here/../target"
export HANDLOOM_USER=$work/user HF_HUB_OFFLINE=1 HF_HOME=$work/hf
handloom() {
  "$jdk/bin/java" -XX:+UseCompactObjectHeaders --sun-misc-unsafe-memory-access=allow --module-path javafx \
    --add-modules javafx.controls --enable-native-access=javafx.graphics,ALL-UNNAMED -cp "test-classes:$(cat class-path.txt)" \
    dev.handloom.app.Main "$@" 2>"$work/log" || { tail -n 20 "$work/log"; return 1; }
}
library=$work/library
handloom demo --episodes 3 --seconds 8 --library "$library" >"$work/demo.out"
first=$(find "$library" -name episode.json | sort | head -n 1 | xargs dirname | xargs basename)
handloom review --library "$library" --verdict success --segment 1 3 reach --text "Reach for the cup" "$first" >"$work/review.out"
handloom review --library "$library" --segment 3 6 pour --text "Pour it out" "$first" >"$work/review.out"
handloom export --format lerobot --library "$library" --out "$work/files" --file-mb 1 --licence cc-by-4.0 --tag demo
handloom export --format lerobot --library "$library" --out "$work/small" --fps 15 --size 160 --action step
[ "$(find "$work/files/videos" -name '*.mp4' | wc -l)" -gt 2 ] || { echo "not several files"; exit 1; }
# Grown in two steps, and killed on the way: what is under the name is whole at any moment.
handloom export "$first" --format lerobot --library "$library" --out "$work/grown" --file-mb 1
for after in 1 3 5 7; do
  (handloom export --append --format lerobot --library "$library" --out "$work/grown" >/dev/null 2>&1) &
  sleep "$after"
  victim=$(ps -eo pid,args | awk -v out="$work/grown" '/[d]ev.handloom.app.Main/ && index($0, out) { print $1; exit }')
  [ -z "$victim" ] || kill -9 "$victim" 2>/dev/null || true
  wait
  handloom check "$work/grown" >"$work/check.out" || { cat "$work/check.out"; echo "killed after $after s, it is not whole"; exit 1; }
done
handloom export --append --format lerobot --library "$library" --out "$work/grown"
for each in files small grown; do
  "$venv/bin/python" "$here/lerobot_peer.py" "$work/$each" "$library" 2>"$work/log" || { tail -n 5 "$work/log"; exit 1; }
done
"$venv/bin/python" "$here/lerobot_checkers.py" "$work/files" "$venv/bin"
"$venv/bin/python" "$here/lerobot_append.py" begin "$work/files" "$work/begun" 2>"$work/log" || { tail -n 5 "$work/log"; exit 1; }
handloom export --append --format lerobot --library "$library" --out "$work/begun"
"$venv/bin/python" "$here/lerobot_append.py" hold "$work/begun" 1 2>"$work/log" || { tail -n 5 "$work/log"; exit 1; }
TIMEFORMAT='%U %S'
{ time handloom export --format lerobot --library "$library" --out "$work/av1" --codec av1 --json >"$work/av1.json"; } 2>"$work/cpu"
read -r seconds looking < <(python3 -c 'import json, sys; j = json.load(open(sys.argv[1])); print(j["seconds"], j["secondsLooking"])' "$work/av1.json")
cpu=$(tail -n 1 "$work/cpu" | awk '{ print $1 + $2 }')
"$venv/bin/python" "$here/lerobot_speed.py" "$work/av1" "$library" "$seconds" "$looking" "$cpu" 2>"$work/log" || { tail -n 5 "$work/log"; exit 1; }
