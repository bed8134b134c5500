#!/usr/bin/env bash
# Packs that others made run here as they ran there: a graph by onnx's helper, one by torch's exporter (with WITH_TORCH=1), golden
# samples by numpy with onnxruntime's own answers. A graph that reaches for a file outside its pack is refused. NumPy reads the golden
# samples that are written here, and Pillow a dreamed picture with its mark and its text.
# Usage: local-packs.sh JDK. Needs the tests to be compiled.
set -euo pipefail
jdk=$1
here=$(cd "$(dirname "$0")" && pwd)
command -v python3 >/dev/null || { echo "skipped: no python3 on this machine"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for pause in 0 10 30; do
  sleep "$pause"
  if python3 -m venv "$work/venv" 2>"$work/why" &&
    "$work/venv/bin/pip" install -q --disable-pip-version-check 'numpy==2.4.6' 'onnx==1.23.2' 'onnxruntime==1.22.0' 'pillow==12.0.0' 2>"$work/why"; then
    touch "$work/ready"
    break
  fi
done
[ -f "$work/ready" ] || { echo "skipped: the packages could not be had: $(tail -n 1 "$work/why")"; exit 0; }
# Large: only where WITH_TORCH says so; without it the other graph is tried alone.
[ -z "${WITH_TORCH:-}" ] || "$work/venv/bin/pip" install -q --disable-pip-version-check torch 2>"$work/why" || tail -n 1 "$work/why"
mkdir "$work/packs"
"$work/venv/bin/python" "$here/local_packs.py" make "$work/packs" 2>"$work/log" || { tail -n 20 "$work/log"; exit 1; }
run() {
  (cd "$here/../target" && "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -cp "test-classes:$(cat class-path.txt)" \
    dev.handloom.test.interop.LocalPacks "$@")
}
run "$work/packs" "$work"
"$work/venv/bin/python" "$here/local_packs.py" read "$work/golden.npz" "$work/dream.png"
echo "NumPy and Pillow read what was written here"
