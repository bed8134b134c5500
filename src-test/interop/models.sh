#!/usr/bin/env bash
# Models on other machines: Python servers with the packages that real ones are built from answer our clients. What they answer
# depends on every byte that was sent, so that a wrong codec, order or shape shows.
# openpi, DreamZero and StarVLA are served with the package openpi-client's own codec over websockets; GR00T over pyzmq, its newest
# generation with msgpack-numpy, the older two and the servers' manners written from what is known of the protocols.
# Then recorded takes are previewed with the openpi server for real: a whole evaluation, one that is ended with Ctrl+C, and one whose
# server dies in the middle.
# Usage: models.sh JDK. Needs the tests to be compiled.
set -euo pipefail
set -m # so that the servers are a group that can be ended whole
jdk=$1
here=$(cd "$(dirname "$0")" && pwd)
command -v python3 >/dev/null || { echo "skipped: no python3 on this machine"; exit 0; }
work=$(mktemp -d)
echo "die 0" >"$work/mortal"
servers=
clean() {
  exec 2>/dev/null # how the servers ended is of no interest
  [ -z "$servers" ] || kill -- -"$servers" || true
  rm -rf "$work"
}
trap clean EXIT
for pause in 0 10 30; do
  sleep "$pause"
  if python3 -m venv "$work/venv" 2>"$work/why" &&
    "$work/venv/bin/pip" install -q --disable-pip-version-check 'openpi-client==0.1.2' 'pyzmq==27.1.0' 'msgpack-numpy==0.4.8' \
      'json-numpy==2.1.1' 2>"$work/why"; then
    touch "$work/ready"
    break
  fi
done
[ -f "$work/ready" ] || { echo "skipped: the packages could not be had: $(tail -n 1 "$work/why")"; exit 0; }
"$work/venv/bin/python" "$here/model_servers.py" "$work/mortal" >"$work/places" 2>"$work/servers.log" &
servers=$!
for _ in $(seq 3000); do
  grep -q '^ready$' "$work/places" && break
  kill -0 "$servers" 2>/dev/null || { cat "$work/servers.log"; exit 1; }
  sleep 0.1
done
grep -q '^ready$' "$work/places" || { echo "skipped: the servers did not come up in five minutes"; exit 0; }
cd "$here/../target"
if ! "$jdk/bin/java" -Xmx1500m -cp "test-classes:$(cat class-path.txt)" dev.handloom.test.interop.AskModels \
  $(grep '://' "$work/places"); then
  tail -n 40 "$work/servers.log"
  exit 1
fi
export HANDLOOM_USER=$work/user
handloom() {
  "$jdk/bin/java" -Xmx1500m --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -cp "test-classes:$(cat class-path.txt)" \
    dev.handloom.app.Main "$@"
}
openpi=$(grep -m1 '^openpi://' "$work/places")
handloom demo --episodes 4 --seconds 8 --json >"$work/demo.json" 2>"$work/why" || { tail -n 20 "$work/why"; exit 1; }
episode=$("$work/venv/bin/python" -c 'import json, sys; print(json.load(open(sys.argv[1]))["episodes"][0]["folder"])' "$work/demo.json")
"$jdk/bin/java" -cp "test-classes:$(cat class-path.txt)" dev.handloom.test.interop.ShownFile "$episode" 7 >"$work/shown.json"
handloom preview --model "$openpi" --shown "$work/shown.json" --query "" --every 8 --json >"$work/report.json" 2>"$work/why" ||
  { tail -n 20 "$work/why"; exit 1; }
"$work/venv/bin/python" - "$work/report.json" <<'CHECK'
import json, sys
report = json.load(open(sys.argv[1]))
model = report["models"][0]
# A take of a machine that is busy may have too many gaps.
assert len(report["episodes"]) >= 2 and not report["partial"], report["left"]
assert model["failed"] == 0 and model["asked"] == sum(e["moments"] for e in report["episodes"]), model["asked"]
assert len(model["channels"]) == 7 and report["models"][-1]["name"] == "Nearest episode"
takes = len(report["episodes"])
print(f"preview: {model['asked']} moments of {takes} takes asked of the openpi server, {model['millis']:.1f} ms an answer")
CHECK
# One that is as told: it answers so often, then dies, or hangs without a word.
mortal=openpi://$(sed -n 's/^mortal //p' "$work/places")
first=$("$work/venv/bin/python" -c 'import json, sys; print(json.load(open(sys.argv[1]))["episodes"][0]["moments"])' "$work/report.json")
ended() { # how, its exit code as expected and as it was, what it said
  [ "$2" = "$3" ] && grep -q "$4" "$work/told" || { echo "$1 ended with $3:"; cat "$work/told"; exit 1; }
  "$work/venv/bin/python" -c 'import json, sys; r = json.load(open(sys.argv[1])); assert r["partial"] and len(r["episodes"]) == 1' \
    "$work/part.json"
  rm "$work/part.json"
  echo "preview: $1, and what was judged is reported"
}
echo "die $((first + 2))" >"$work/mortal"
code=0
handloom preview --model "$mortal" --shown "$work/shown.json" --query "" --every 8 --out "$work/part.json" >/dev/null 2>"$work/told" || code=$?
ended "the server died in the middle" 3 "$code" "What was judged by then is reported"
echo "hang $((first + 2))" >"$work/mortal"
"$jdk/bin/java" -Xmx1500m --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -cp "test-classes:$(cat class-path.txt)" \
  dev.handloom.app.Main preview --model "$mortal" --shown "$work/shown.json" --query "" --every 8 --out "$work/part.json" \
  >/dev/null 2>"$work/told" &
asked=$!
for _ in $(seq 6000); do
  [ -f "$work/mortal.hung" ] && break
  kill -0 "$asked" 2>/dev/null || break
  sleep 0.05
done
[ -f "$work/mortal.hung" ] || { echo "the server was never asked often enough to hang:"; cat "$work/told"; exit 1; }
begun=$(date +%s)
kill -INT "$asked"
code=0
wait "$asked" || code=$?
ended "Ctrl+C while the server said nothing" 130 "$code" "It was ended; what was judged by then is reported"
[ $(($(date +%s) - begun)) -lt 60 ] || { echo "Ctrl+C waited for the server"; exit 1; }
