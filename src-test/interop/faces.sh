#!/usr/bin/env bash
# How many faces of known size, turn and light our finder covers, beside OpenCV's cascade, on pictures made of one of
# scikit-image's (NASA, public domain), which is fetched and not kept.
# Usage: faces.sh JDK   needs the tests to be compiled.
set -euo pipefail
jdk=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. "$here/opencv.sh" 'opencv-python-headless==4.10.0.84' 'numpy==1.26.4' 'scikit-image==0.24.0'

mkdir "$work/pictures"
"$python" "$here/faces_peer.py" make "$work/pictures"
"$jdk/bin/java" --enable-native-access=ALL-UNNAMED -cp "$class_path" dev.handloom.test.interop.FacesInterop \
  "$work/pictures" >"$work/said"
"$python" "$here/faces_peer.py" judge "$work/pictures" "$work/said"
