#!/usr/bin/env bash
# A clean clone, the README's two commands as a new user types them, and the result read by programs that are not ours.
# Usage: clean-clone.sh CHECKOUT
set -euo pipefail
checkout=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HANDLOOM_USER=$work/user
unset DISPLAY WAYLAND_DISPLAY

git clone -q "$checkout" "$work/clone"
ln -s "$work/clone/handloom" "$work/hl"
cd /

echo "-- demo, through a symbolic link, from another folder"
"$work/hl" demo --episodes 2 --seconds 5 --library "$work/library"

echo "-- list, check"
"$work/hl" list --library "$work/library" --json >"$work/list.json"
python3 - "$work/list.json" <<'P'
import json, sys
episodes = json.load(open(sys.argv[1]))["episodes"]
assert len(episodes) == 2, f"list names {len(episodes)} episodes, not 2"
print("list names 2 episodes")
P
"$work/hl" check "$work/library"

echo "-- a later start builds nothing"
"$work/hl" --version 2>"$work/later" >/dev/null
test ! -s "$work/later" || { cat "$work/later"; echo "a later start had something to say"; exit 1; }

echo "-- without a display the plain command does the main job in the terminal"
"$work/hl" >"$work/plain" 2>&1 || { cat "$work/plain"; exit 1; }
grep -qi 'no display' "$work/plain" || { cat "$work/plain"; echo "it does not say that there is no display"; exit 1; }

echo "-- readers that are not ours"
bash "$here/readers.sh" "$work/library"

echo "-- the MCAP library and the official ones, each over the files of the others"
if [ -f "$checkout/src-test/target/class-path.txt" ] && [ -n "${HANDLOOM_JAVA_HOME:-}" ]; then
  bash "$checkout/src-test/interop/mcap.sh" "$HANDLOOM_JAVA_HOME" "$work/library"
else
  echo "skipped: the tests are not built here"
fi

echo "-- exported files, judged by others"
libraries=("$work/library")
tests=$checkout/capture-store/target/test-classes
if [ -d "$tests" ] && [ -f "$checkout/src-test/target/class-path.txt" ] && [ -n "${HANDLOOM_JAVA_HOME:-}" ]; then
  "$HANDLOOM_JAVA_HOME/bin/java" -cp "$tests:$(cat "$checkout/src-test/target/class-path.txt")" \
    dev.handloom.store.fake.ShapedLibrary "$work/shaped" >"$work/shaped.log" 2>&1 || { cat "$work/shaped.log"; exit 1; }
  libraries+=("$work/shaped")
else
  echo "skipped: streams of every shape, because the tests are not built here"
fi
bash "$here/exports.sh" "$work/hl" "${libraries[@]}"

echo "-- MCAP files of others, and our own, imported"
bash "$here/mcap-foreign.sh" "$work/hl" "$work/library"

echo "-- cameras that are not ours"
bash "$here/cameras.sh" "$work/hl"
echo "-- headsets' programs that are not ours"
bash "$here/headsets.sh" "$work/hl"

echo "-- datasets in formats that are not ours, judged by others"
bash "$here/lerobot2.sh" "$work/hl" "$work/library"

echo "-- datasets that others made"
bash "$here/lerobot-foreign.sh" "$work/hl"

echo "-- UMI buffers and EgoDex files, ours read by others and theirs by us"
bash "$here/cubes.sh" "$work/hl"
