#!/usr/bin/env bash
# Models on other machines: Python servers with the packages that real ones are built from answer our clients. What they answer
# depends on every byte that was sent, so that a wrong codec, order or shape shows.
# openpi, DreamZero and StarVLA are served with the package openpi-client's own codec over websockets; GR00T over pyzmq, its newest
# generation with msgpack-numpy, the older two and the servers' manners written from what is known of the protocols.
# Usage: models.sh JDK. Needs the tests to be compiled.
set -euo pipefail
set -m # so that the servers are a group that can be ended whole
jdk=$1
here=$(cd "$(dirname "$0")" && pwd)
command -v python3 >/dev/null || { echo "skipped: no python3 on this machine"; exit 0; }
work=$(mktemp -d)
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
"$work/venv/bin/python" "$here/model_servers.py" >"$work/places" 2>"$work/servers.log" &
servers=$!
for _ in $(seq 600); do
  grep -q '^ready$' "$work/places" && break
  kill -0 "$servers" 2>/dev/null || { cat "$work/servers.log"; exit 1; }
  sleep 0.1
done
cd "$here/../target"
if ! "$jdk/bin/java" -Xmx1500m -cp "test-classes:$(cat class-path.txt)" dev.handloom.test.interop.AskModels \
  $(grep '://' "$work/places"); then
  tail -n 40 "$work/servers.log"
  exit 1
fi
