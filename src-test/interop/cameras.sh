#!/usr/bin/env bash
# Cameras that are not ours: FFmpeg serves MJPEG over HTTP and pushes it over TCP, pyzmq publishes as LeRobot's camera server
# does, and FFmpeg packs a HEVC file that is imported as a GoPro's. Each is recorded or imported, and checked.
# Usage: cameras.sh HANDLOOM
set -euo pipefail
set -m # so that each background job is a group that can be ended whole
handloom=$1

if ! command -v ffmpeg >/dev/null || ! command -v python3 >/dev/null; then
  echo "skipped: no ffmpeg or no python3 on this machine"
  exit 0
fi
work=$(mktemp -d)
started=()
clean() {
  exec 2>/dev/null # how the servers ended is of no interest
  for each in "${started[@]}"; do kill -- -"$each" 2>/dev/null || true; done
  rm -rf "$work"
}
trap clean EXIT
port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# rig NAME DRIVER ADDRESS SETTINGS
rig() {
  printf '{"name": "%s", "devices": [{"id": "cam", "driver": "%s", "role": "camera", "address": "%s", "settings": %s}]}\n' \
    "$1" "$2" "$3" "$4" >"$work/$1.json"
}

# record NAME: three seconds, then a check with every picture decoded
record() {
  echo "-- $1"
  "$handloom" record --rig "$work/$1.json" --task "$1" --seconds 3 --library "$work/$1" --json >"$work/$1.out"
  "$handloom" check "$work/$1" --pictures --json >"$work/$1.check" || { cat "$work/$1.check"; exit 1; }
  python3 - "$work/$1" <<'P'
import json, pathlib, sys
episodes = [json.loads(p.read_text()) for p in pathlib.Path(sys.argv[1]).rglob("episode.json")]
assert len(episodes) == 1, len(episodes)
camera = episodes[0]["cameras"][0]
assert camera["frames"] > 30, camera
print(f'{camera["frames"]} pictures in {camera["codec"]}')
P
}

http=$(port)
size='{"width": "640", "height": "480", "fps": "25"}'
(while true; do
  ffmpeg -loglevel error -re -f lavfi -i testsrc2=size=640x480:rate=25 -c:v mjpeg -q:v 4 -f mpjpeg \
    -listen 1 "http://127.0.0.1:$http/video" 2>/dev/null || true
done) &
started+=($!)
rig http mjpeg "http://127.0.0.1:$http/video" "$size"
record http

push=$(port)
(while true; do
  ffmpeg -loglevel error -re -f lavfi -i testsrc2=size=640x480:rate=25 -c:v mjpeg -q:v 4 -f mpjpeg \
    "tcp://127.0.0.1:$push" 2>/dev/null || true
  sleep 0.2 # until somebody listens
done) &
started+=($!)
rig push mjpeg "tcp-listen:$push" "$size"
record push

if python3 -m venv "$work/venv" 2>/dev/null &&
  "$work/venv/bin/pip" install -q --disable-pip-version-check 'pyzmq==27.1.0' 2>"$work/why"; then
  zmq=$(port)
  ffmpeg -loglevel error -f lavfi -i testsrc2=size=640x480:rate=25 -frames:v 50 -c:v mjpeg -q:v 4 "$work/%03d.jpg"
  "$work/venv/bin/python" - "$zmq" "$work" <<'P' &
import base64, json, pathlib, sys, time, zmq
socket = zmq.Context().socket(zmq.PUB)
socket.bind(f"tcp://127.0.0.1:{sys.argv[1]}")
pictures = [base64.b64encode(p.read_bytes()).decode() for p in sorted(pathlib.Path(sys.argv[2]).glob("*.jpg"))]
n = 0
while True:
    now = time.time()
    message = {"timestamps": {"left": now, "right": now}, "images": {"left": pictures[n % 50], "right": pictures[(n + 25) % 50]}}
    socket.send_string(json.dumps(message))
    n += 1
    time.sleep(1 / 25)
P
  started+=($!)
  rig zmq zmq-camera "zmq-sub:127.0.0.1:$zmq" '{"width": "640", "height": "480", "fps": "25", "camera": "right"}'
  record zmq
else
  echo "skipped: pyzmq could not be had: $(tail -n 1 "$work/why" 2>/dev/null)"
fi

if ffmpeg -hide_banner -encoders 2>/dev/null | grep -q libx265; then
  echo "-- HEVC as an import"
  ffmpeg -loglevel error -f lavfi -i testsrc2=size=640x480:rate=60000/1001 -t 2 -c:v libx265 -pix_fmt yuv420p \
    -x265-params log-level=error:bframes=0 -tag:v hvc1 "$work/GX010001.MP4"
  "$handloom" import gopro "$work/GX010001.MP4" --library "$work/gopro"
  "$handloom" check "$work/gopro" --pictures
  ffmpeg -loglevel error -f lavfi -i testsrc2=size=640x480:rate=30 -t 1 -c:v libx264 -bf 2 "$work/b.mp4"
  if "$handloom" import gopro "$work/b.mp4" --library "$work/gopro"; then
    echo "a file with B-frames was taken"
    exit 1
  fi
else
  echo "skipped: this ffmpeg packs no HEVC"
fi
