#!/usr/bin/env bash
# A model is trained from episodes of the simulated rig, killed in the middle, gone on with, and written as a pack. Python's
# onnx.checker finds its graph whole, and Python's onnxruntime answers its golden samples as the trainer did.
# Usage: tinywam.sh JDK. Needs the tests to be compiled.
set -euo pipefail
jdk=$1
here=$(cd "$(dirname "$0")" && pwd)
command -v python3 >/dev/null || { echo "skipped: no python3 on this machine"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for pause in 0 10 30; do
  sleep "$pause"
  if python3 -m venv "$work/venv" 2>"$work/why" &&
    "$work/venv/bin/pip" install -q --disable-pip-version-check 'numpy==2.4.6' 'onnx==1.23.2' 'onnxruntime==1.22.0' 2>"$work/why"; then
    touch "$work/ready"
    break
  fi
done
[ -f "$work/ready" ] || { echo "skipped: the packages could not be had: $(tail -n 1 "$work/why")"; exit 0; }
cd "$here/../target"
export HANDLOOM_USER=$work/user
train() {
  exec "$jdk/bin/java" -XX:+UseCompactObjectHeaders --sun-misc-unsafe-memory-access=allow --module-path javafx \
    --add-modules javafx.controls --enable-native-access=javafx.graphics,ALL-UNNAMED -cp "test-classes:$(cat class-path.txt)" \
    dev.handloom.app.Main train --demo --library "$work/library" --episodes 3 --seconds 7 --threads 2 --out "$work/pack" "$@"
}
(train --steps 400) >"$work/first.out" 2>"$work/first.log" &
first=$!
kept="$work/pack.training/checkpoint"
for _ in $(seq 6000); do
  [ -f "$kept" ] && break
  kill -0 $first 2>/dev/null || { tail -n 20 "$work/first.log"; exit 1; }
  sleep 0.1
done
# Neither has the time to say goodbye.
children=$(ps -o pid= --ppid $first)
kill -9 $first $children
wait $first 2>/dev/null || true
# It may be worth nothing after so few steps; that is code 1.
(train --steps 60) >"$work/second.out" 2>"$work/second.log" || [ $? = 1 ] || { tail -n 20 "$work/second.log"; exit 1; }
grep -o 'Goes on at step [0-9]*' "$work/second.log" || { echo "it did not go on"; tail -n 20 "$work/second.log"; exit 1; }
[ ! -e "$work/pack.training" ] || { echo "something was left behind"; exit 1; }
"$work/venv/bin/python" "$here/tinywam_peer.py" "$work/pack"
