#!/usr/bin/env bash
# Cameras that are not ours, all recorded in one take: FFmpeg serves MJPEG over HTTP and pushes it over TCP, pyzmq publishes as
# LeRobot's camera server does, GStreamer serves H.264 and JPEG over RTSP, and files that FFmpeg packed are played. Then FFmpeg
# watches our simulated RTSP camera, and a HEVC file is imported as a GoPro's.
# Usage: cameras.sh HANDLOOM
set -euo pipefail
set -m # so that each background job is a group that can be ended whole
handloom=$1
here=$(cd "$(dirname "$0")" && pwd)

if ! command -v ffmpeg >/dev/null || ! command -v python3 >/dev/null; then
  echo "skipped: no ffmpeg or no python3 on this machine"
  exit 0
fi
work=$(mktemp -d)
export HANDLOOM_USER=$work/user
started=()
clean() {
  exec 2>/dev/null # how the servers ended is of no interest
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
  return 1
}

# camera NAME DRIVER ADDRESS CODEC [SETTING=VALUE...]: one more for the take, stored with this codec
camera() {
  printf '%s\n' "$@" >"$work/$1.camera"
}
pattern=testsrc2=size=320x240:rate=25

http=$(port)
(while true; do
  ffmpeg -loglevel error -re -f lavfi -i $pattern -c:v mjpeg -q:v 4 -f mpjpeg -listen 1 "http://127.0.0.1:$http/video" \
    2>/dev/null || true
done) &
started+=($!)
camera http mjpeg "http://127.0.0.1:$http/video" mjpeg

push=$(port)
(while true; do
  ffmpeg -loglevel error -re -f lavfi -i $pattern -c:v mjpeg -q:v 4 -f mpjpeg "tcp://127.0.0.1:$push" 2>/dev/null || true
  sleep 0.2 # until somebody listens
done) &
started+=($!)
camera push mjpeg "tcp-listen:$push" mjpeg

# shellcheck source=src-test/retry.sh
. "$here/../retry.sh"
if python3 -m venv "$work/venv" 2>/dev/null &&
  retry "$work/venv/bin/pip" install -q --disable-pip-version-check 'pyzmq==27.1.0' 2>"$work/why"; then
  zmq=$(port)
  ffmpeg -loglevel error -f lavfi -i $pattern -frames:v 50 -c:v mjpeg -q:v 4 "$work/%03d.jpg"
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
  camera zmq zmq-camera "zmq-sub:127.0.0.1:$zmq" mjpeg camera=right
else
  echo "skipped: pyzmq could not be had: $(tail -n 1 "$work/why" 2>/dev/null)"
fi

mkdir "$work/png"
ffmpeg -loglevel error -f lavfi -i $pattern -t 60 -c:v libx264 -preset veryfast -bf 2 -g 25 "$work/b.mp4"
ffmpeg -loglevel error -i "$work/b.mp4" -frames:v 20 "$work/png/picture-%d.png"

# GStreamer's bindings belong to the system's own Python.
peer=/usr/bin/python3
bindings='import gi; gi.require_version("GstRtspServer", "1.0")'
if ! $peer -c "$bindings" 2>/dev/null; then
  bash "$here/../apt.sh" python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base gstreamer1.0-plugins-good \
    gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly >"$work/why" || tail -n 1 "$work/why"
fi
rtsp=
if $peer -c "$bindings" 2>/dev/null; then
  $peer "$here/rtsp_peer.py" "$work/b.mp4" >"$work/peer" 2>"$work/peer.err" &
  started+=($!)
  if until_line "$work/peer" ^port 120; then
    rtsp=$(awk '/^port/ { print $2 }' "$work/peer")
    lacks() { grep -q "^missing $1" "$work/peer" && echo "skipped: this GStreamer has no $1"; }
    lacks h264 || camera rtsp-h264 rtsp "rtsp://127.0.0.1:$rtsp/h264" h264
    lacks bframes || camera rtsp-bframes rtsp "rtsp://127.0.0.1:$rtsp/bframes" h264 transport=udp
    lacks jpeg || camera rtsp-jpeg rtsp "rtsp://127.0.0.1:$rtsp/jpeg" mjpeg format=mjpeg transport=udp
    lacks locked || camera rtsp-locked rtsp "rtsp://studio:sesame@127.0.0.1:$rtsp/locked" mjpeg format=mjpeg
  else
    echo "skipped: GStreamer's RTSP server does not start: $(tail -n 1 "$work/peer.err")"
  fi
else
  echo "skipped: no RTSP server of GStreamer on this machine"
fi

camera file-bframes video-file "file:$work/b.mp4" h264
camera file-png video-file "folder:$work/png" h264 fps=25

python3 - "$work" <<'P'
import json, pathlib, sys
devices = []
for file in sorted(pathlib.Path(sys.argv[1]).glob("*.camera")):
    name, driver, address, _, *settings = file.read_text().splitlines()
    usual = {"width": "320", "height": "240", "fps": "25"}
    more = dict(setting.split("=", 1) for setting in settings)
    devices.append({"id": name, "driver": driver, "role": name, "address": address, "settings": usual | more})
pathlib.Path(sys.argv[1], "rig.json").write_text(json.dumps({"name": "cameras", "devices": devices}))
P
echo "-- one take of all of them, and a check with every picture decoded"
"$handloom" record --rig "$work/rig.json" --task cameras --seconds 5 --wait 180 --library "$work/library" --json >"$work/record.json"
"$handloom" check "$work/library" --pictures --json >"$work/check.json" || { cat "$work/check.json"; exit 1; }
python3 - "$work" <<'P'
import json, pathlib, sys
work = pathlib.Path(sys.argv[1])
[episode] = [json.loads(path.read_text()) for path in work.glob("library/**/episode.json")]
cameras = {camera["stream"].split("/")[0]: camera for camera in episode["cameras"]}
for file in sorted(work.glob("*.camera")):
    name, _, _, codec, *_ = file.read_text().splitlines()
    camera = cameras[name]
    print(f'{name}: {camera["frames"]} pictures in {camera["codec"]}')
    assert camera["frames"] > 10, camera
    assert camera["codec"] == codec, camera
    assert camera["stream"] == name + ("/replay" if name.startswith("file") else "/video"), camera
P

if grep -rq sesame "$work/library"; then
  echo "a password went into the library"
  exit 1
fi

if [ -n "$rtsp" ]; then
  echo "-- a wrong password and a wrong path, as GStreamer refuses them"
  cat >"$work/refused.json" <<J
{"name": "refused", "devices": [
  {"id": "password", "driver": "rtsp", "role": "a", "address": "rtsp://studio:poppy@127.0.0.1:$rtsp/locked"},
  {"id": "path", "driver": "rtsp", "role": "b", "address": "rtsp://127.0.0.1:$rtsp/nothing"}]}
J
  if "$handloom" record --rig "$work/refused.json" --task r --seconds 1 --library "$work/none" >"$work/refused" 2>&1; then
    cat "$work/refused"
    echo "something was recorded"
    exit 1
  fi
  for words in "does not take this user and password" "nothing under this path"; do
    grep -q "$words" "$work/refused" || { cat "$work/refused"; echo "it does not say: $words"; exit 1; }
  done
  if grep -q poppy "$work/refused"; then
    echo "it says the password"
    exit 1
  fi
fi

echo "-- our simulated RTSP cameras, watched by FFmpeg"
for name in rtsp-camera rtsp-camera-locked; do
  "$handloom" sim $name >"$work/$name.out" 2>&1 &
  simulator=$!
  started+=($simulator)
  until_line "$work/$name.out" ^rtsp:// 300 || { cat "$work/$name.out"; echo "it gives no address"; exit 1; }
  address=$(grep -o '^rtsp://[^ ]*' "$work/$name.out" | head -n 1)
  for transport in tcp udp; do
    got=$(ffprobe -v error -rtsp_transport $transport -read_intervals %+#20 -count_frames \
      -show_entries stream=codec_name,width,height,nb_read_frames -of csv=p=0 "$address")
    echo "$name by $transport: $got"
    [[ $got == mjpeg,640,480,2* ]] || { echo "not twenty JPEG pictures"; exit 1; }
  done
  kill -- -"$simulator" 2>/dev/null || true
done

if [[ $(ffmpeg -hide_banner -encoders 2>/dev/null) == *libx265* ]]; then
  echo "-- HEVC as an import"
  ffmpeg -loglevel error -f lavfi -i testsrc2=size=640x480:rate=60000/1001 -t 2 -c:v libx265 -pix_fmt yuv420p \
    -x265-params log-level=error:bframes=0 -tag:v hvc1 "$work/GX010001.MP4"
  "$handloom" import gopro "$work/GX010001.MP4" --library "$work/gopro"
  "$handloom" check "$work/gopro" --pictures
  if "$handloom" import gopro "$work/b.mp4" --library "$work/gopro"; then
    echo "a file with B-frames was taken"
    exit 1
  fi
else
  echo "skipped: this ffmpeg packs no HEVC"
fi
