# Sourced by checks that lay ours beside OpenCV. Needs `here` and `work`; sets `target`, `python` and
# `class_path`, or ends the check with what is in the way.
# Usage: . opencv.sh PACKAGE==VERSION...
target=$here/../target
if [ ! -f "$target/class-path.txt" ]; then
  echo "The tests are not compiled: there is no $target/class-path.txt"
  exit 1
fi
class_path=$target/test-classes:$(cat "$target/class-path.txt")
if ! python3 -m venv "$work/python"; then
  echo "skipped: Python has no venv here"
  exit 0
fi
python=$work/python/bin/python
for attempt in 1 2 3 4; do
  if timeout 600 "$work/python/bin/pip" install -q "$@" >"$work/pip.txt" 2>&1; then
    break
  fi
  if [ "$attempt" = 4 ]; then
    echo "skipped: OpenCV cannot be fetched: $(tail -n 1 "$work/pip.txt")"
    exit 0
  fi
  sleep $((attempt * 10))
done
