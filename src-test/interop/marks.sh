#!/usr/bin/env bash
# Marks and boards drawn by OpenCV in tilted, blurred, noisy pictures with known corners: what we find beside what OpenCV
# finds. Usage: marks.sh JDK [SEED]   needs the tests to be compiled.
set -euo pipefail
jdk=$1
seed=${2:-20261121}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

target=$here/../target
if [ ! -f "$target/class-path.txt" ]; then
  echo "The tests are not compiled: there is no $target/class-path.txt"
  exit 1
fi
if ! python3 -m venv "$work/python"; then
  echo "skipped: Python has no venv here"
  exit 0
fi
for attempt in 1 2 3 4; do
  if timeout 600 "$work/python/bin/pip" install -q 'opencv-contrib-python-headless==5.0.0.93' 'numpy==2.4.6' 'pypdfium2>=5,<6' >"$work/pip.txt" 2>&1; then
    break
  fi
  if [ "$attempt" = 4 ]; then
    echo "skipped: OpenCV cannot be fetched: $(tail -n 1 "$work/pip.txt")"
    exit 0
  fi
  sleep $((attempt * 10))
done

ours() {
  "$jdk/bin/java" -cp "$target/test-classes:$(cat "$target/class-path.txt")" dev.handloom.test.interop.MarksInterop "$@"
}
mkdir "$work/pictures" "$work/paper"
ours print "$work/paper"
"$work/python/bin/python" "$here/marks_peer.py" paper "$work/paper"
echo "seed $seed"
"$work/python/bin/python" "$here/marks_peer.py" draw "$work/pictures" "$seed" "${MARKS_PICTURES:-8}"
ours find "$work/pictures/list.txt" >"$work/ours.txt"
"$work/python/bin/python" "$here/marks_peer.py" judge "$work/pictures" "$work/ours.txt"
