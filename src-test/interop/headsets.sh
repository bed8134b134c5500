#!/usr/bin/env bash
# Headsets beside programs that are not ours. Vision Pro: grpc's own server and the public client's own messages are recorded and
# held against what was sent; the public client, avp_stream, looks at our simulated headset. Vuer: its own client sends to our
# driver, its own server asks our simulated page.
# Usage: headsets.sh HANDLOOM
set -euo pipefail
set -m # so that each background job is a group that can be ended whole
handloom=$1
here=$(cd "$(dirname "$0")" && pwd)

if ! command -v python3 >/dev/null; then
  echo "skipped: no python3 on this machine"
  exit 0
fi
work=$(mktemp -d)
export HANDLOOM_USER=$work/user
started=()
clean() {
  exec 2>/dev/null # how the peers ended is of no interest
  for each in "${started[@]}"; do kill -- -"$each" 2>/dev/null || true; done
  rm -rf "$work"
}
trap clean EXIT
port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
until_line() { # FILE PATTERN SECONDS
  for _ in $(seq $(($3 * 10))); do
    grep -q -- "$2" "$1" 2>/dev/null && return 0
    sleep 0.1
  done
  cat "$1"
  return 1
}
peer() { "$work/venv/bin/python" "$here/headsets_peer.py" "$@"; }
install() { # downloads only
  for pause in 5 20 60 0; do
    "$work/venv/bin/pip" install -q --disable-pip-version-check "$@" >"$work/why" 2>&1 && return 0
    sleep "$pause"
  done
  return 1
}
rig() { # DRIVER ADDRESS
  printf '{"name": "%s", "devices": [{"id": "headset", "driver": "%s", "role": "head and hands", "address": "%s"}]}' "$1" "$1" "$2" \
    >"$work/$1.json"
}
record() { # DRIVER
  "$handloom" record --rig "$work/$1.json" --task headsets --seconds 4 --wait 180 --library "$work/$1" >"$work/record" 2>&1 ||
    { cat "$work/record"; exit 1; }
}

# avp-stream asks for a simulator and more that looking at a stream does not need.
if ! python3 -m venv "$work/venv" 2>"$work/why" ||
  ! install 'mcap==1.6.0' 'mcap-protobuf-support==0.6.0' 'grpcio==1.85.1' 'grpcio-tools==1.85.1' 'protobuf==7.36.2' 'numpy==2.4.6' \
    'scipy==1.17.1' 'opencv-python-headless==5.0.0.93' 'aiortc==1.16.0' 'av==18.1.0' 'requests==2.34.2' 'vuer==0.1.6' ||
  ! install --no-deps 'avp-stream==2.51'; then
  echo "skipped: the peers could not be had: $(tail -n 1 "$work/why")"
  exit 0
fi

echo "-- Vision Pro: grpc serves what the public client reads"
peer visionpro-serve 600 >"$work/sent" 2>&1 &
server=$!
started+=("$server")
until_line "$work/sent" ^port 300
rig visionpro "grpc:127.0.0.1:$(awk '/^port/ { print $2 }' "$work/sent")/handtracking.HandTrackingService/StreamHandUpdates"
record visionpro
grep -m 1 ^asked "$work/sent"
kill -- -"$server" 2>/dev/null || true
peer visionpro-check "$work/visionpro" "$work/sent"

if python3 -c 'import socket; socket.create_connection(("127.0.0.1", 12345), 1)' 2>/dev/null; then
  echo "skipped: something else has port 12345, the only one that avp_stream dials"
else
  echo "-- Vision Pro: the public client looks at our simulated one"
  "$handloom" sim visionpro >"$work/sim" 2>&1 &
  simulator=$!
  started+=("$simulator")
  until_line "$work/sim" ^grpc: 300
  timeout 400 "$work/venv/bin/python" "$here/headsets_peer.py" visionpro-watch >"$work/watch" 2>&1 || { cat "$work/watch"; exit 1; }
  grep "avp_stream saw" "$work/watch"
  kill -- -"$simulator" 2>/dev/null || true
fi

echo "-- Vuer: its client sends to our driver"
ours=$(port)
rig vuer "ws-listen:$ours"
peer vuer-send "$ours" 300 >"$work/asked" 2>&1 &
client=$!
started+=("$client")
until_line "$work/asked" ^ready 300
record vuer
until_line "$work/asked" "was asked for" 400
cat "$work/asked"
grep -q "'Hands'" "$work/asked"
peer vuer-check "$work/vuer"

echo "-- Vuer: its server asks our simulated page"
theirs=$(port)
peer vuer-serve "$theirs" >"$work/vuer-server" 2>&1 &
server=$!
started+=("$server")
"$handloom" sim vuer --address "tcp:127.0.0.1:$theirs" >"$work/vuer-sim" 2>&1 &
started+=($!)
until_line "$work/vuer-server" "Vuer's server saw" 400
grep "Vuer's server saw" "$work/vuer-server"
wait "$server" || { cat "$work/vuer-server"; exit 1; }
