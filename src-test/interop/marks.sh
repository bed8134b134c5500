#!/usr/bin/env bash
# Marks and boards drawn by OpenCV in tilted, blurred, noisy pictures with known corners: what we find beside what OpenCV
# finds. Usage: marks.sh JDK [SEED]   needs the tests to be compiled.
set -euo pipefail
jdk=$1
seed=${2:-20261121}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. "$here/opencv.sh" 'opencv-contrib-python-headless==5.0.0.93' 'numpy==2.4.6' 'pypdfium2>=5,<6'

ours() {
  "$jdk/bin/java" -cp "$class_path" dev.handloom.test.interop.MarksInterop "$@"
}
mkdir "$work/pictures" "$work/paper"
ours print "$work/paper"
"$python" "$here/marks_peer.py" paper "$work/paper"
echo "seed $seed"
"$python" "$here/marks_peer.py" draw "$work/pictures" "$seed" "${MARKS_PICTURES:-8}"
ours find "$work/pictures/list.txt" >"$work/ours.txt"
"$python" "$here/marks_peer.py" judge "$work/pictures" "$work/ours.txt"
