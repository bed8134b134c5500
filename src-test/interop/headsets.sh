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
install() { "$work/venv/bin/pip" install -q --disable-pip-version-check "$@" >"$work/why" 2>&1; }
rig() { # DRIVER ADDRESS
  printf '{"name": "%s", "devices": [{"id": "headset", "driver": "%s", "role": "head and hands", "address": "%s"}]}' "$1" "$1" "$2" \
    >"$work/$1.json"
}
record() { # DRIVER
  "$handloom" record --rig "$work/$1.json" --task headsets --seconds 4 --library "$work/$1" >"$work/record" 2>&1 ||
    { cat "$work/record"; exit 1; }
}

if ! python3 -m venv "$work/venv" 2>"$work/why" || ! install 'mcap==1.4.0' 'mcap-protobuf-support==0.6.0' 'grpcio==1.81.0' numpy ||
  ! install --no-deps 'avp-stream==2.51'; then
  echo "skipped: the peers could not be had: $(tail -n 1 "$work/why")"
  exit 0
fi
