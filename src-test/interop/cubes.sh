#!/usr/bin/env bash
# A rig with trackers is recorded and exported as a UMI replay buffer and in EgoDex's layout; zarr (2 and 3) and h5py open them and
# compare with the bundles. What zarr, numcodecs and h5py write, in every packing and layout we claim, is checked, imported and
# exported again, and compared with what was written. Pictures in JPEG XL are unpacked by libjxl, which is installed where that is
# possible, and compared with what imagecodecs unpacks.
# Usage: cubes.sh HANDLOOM     UMI=DIR, a checkout of UMI or diffusion-policy, has its own ReplayBuffer load our buffers too.
set -euo pipefail
handloom=$1
here=$(cd "$(dirname "$0")" && pwd)

if ! command -v python3 >/dev/null; then
  echo "skipped: no python3 on this machine"
  exit 0
fi
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
export HANDLOOM_USER=$tools/user
# make VENV PACKAGE...: a Python environment, with the downloads tried again
make() {
  local venv=$1
  shift
  if ! python3 -m venv "$venv" 2>"$tools/why"; then
    echo "skipped: no Python environment can be made here: $(head -n 1 "$tools/why")"
    exit 0
  fi
  for pause in 5 20 60 0; do # downloads only
    if "$venv/bin/pip" install -q --disable-pip-version-check "$@" 2>"$tools/why"; then
      return
    fi
    sleep "$pause"
  done
  echo "skipped: the Python packages could not be had: $(tail -n 1 "$tools/why")"
  exit 0
}
make "$tools/two" 'zarr==2.18.2' 'numcodecs==0.12.1' 'numpy==1.26.4' 'h5py==3.11.0' 'imagecodecs==2024.6.1' \
  'mcap==1.6.0' 'mcap-protobuf-support==0.6.0' 'av==18.1.0'
make "$tools/three" 'zarr==3.1.3' 'h5py==3.16.0'
python=$tools/two/bin/python

echo "-- ours, read by others"
"$handloom" record --rig "$here/cubes-rig.json" --library "$tools/library" --task "Pour the cup into the bowl" \
  --episodes 2 --seconds 5 --wait 180
"$handloom" export --library "$tools/library" --format umi --out "$tools/umi"
"$handloom" export --library "$tools/library" --format egodex --set fov=69.9 --out "$tools/egodex"
"$python" "$here/cubes_peer.py" ours "$tools/library" "$tools/umi" "$tools/egodex"
"$tools/three/bin/python" "$here/cubes_peer.py" opens "$tools/umi/dataset.zarr.zip" "$tools/egodex"
if [ -n "${UMI:-}" ]; then
  PYTHONPATH=$UMI "$python" "$here/cubes_peer.py" buffer "$tools/umi/dataset.zarr.zip"
fi

echo "-- others', read by us"
for of in two three; do
  mkdir -p "$tools/$of-made"
  "$tools/$of/bin/python" "$here/cubes_peer.py" make "$tools/$of-made"
done
for made in "$tools"/*-made/*; do
  of=$(basename "$(dirname "$made")")
  name=$of-$(basename "$made")
  "$handloom" check "$made"
  "$handloom" import "$made" --library "$tools/back-$name"
  format='umi --fps 59.94005994'
  case $made in *egodex*) format='egodex --set fov=70' ;; esac
  # shellcheck disable=SC2086 # the options are words
  "$handloom" export --library "$tools/back-$name" --format $format --out "$tools/again-$name"
  # An older h5py does not read what a newer one lays out.
  "$tools/${of%-made}/bin/python" "$here/cubes_peer.py" again "$made" "$tools/again-$name"
done

echo "-- pictures in JPEG XL: without libjxl it is said what to install, with it they are what Python unpacks"
buffer=$tools/jpegxl.zarr.zip
"$python" "$here/cubes_peer.py" jpegxl "$buffer"
has_libjxl() {
  "$python" -c 'import ctypes.util, sys; sys.exit(ctypes.util.find_library("jxl") is None)'
}
if has_libjxl; then
  echo "skipped: what is said without libjxl, for it is installed here"
else
  "$handloom" check "$buffer" | tee "$tools/said"
  grep -q "JPEG XL" "$tools/said"
  "$handloom" import "$buffer" --library "$tools/without-jpegxl" | tee "$tools/said"
  grep -q "packed as JPEG XL" "$tools/said"
  grep -q "Install libjxl" "$tools/said"
  bash "$here/../apt.sh" --like '^libjxl0\.[0-9]+$' >"$tools/why" || true
fi
if has_libjxl; then
  "$handloom" check "$buffer" | tee "$tools/said"
  "$handloom" import "$buffer" --library "$tools/back-jpegxl" | tee -a "$tools/said"
  if grep "JPEG XL" "$tools/said"; then
    echo "FAILED: libjxl is there, and was not used"
    exit 1
  fi
  "$python" "$here/cubes_peer.py" jpegxl_filmed "$buffer" "$tools/back-jpegxl"
  target=$here/../target
  if [ -f "$target/class-path.txt" ] && [ -n "${HANDLOOM_JAVA_HOME:-}" ]; then
    mkdir "$tools/pixels"
    "$HANDLOOM_JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
      -cp "$target/test-classes:$(cat "$target/class-path.txt")" dev.handloom.test.interop.BufferPixels "$buffer" "$tools/pixels"
    "$python" "$here/cubes_peer.py" jpegxl_pixels "$buffer" "$tools/pixels"
  else
    echo "skipped: JPEG XL pixel for pixel, for the tests are not compiled or HANDLOOM_JAVA_HOME names no JDK"
  fi
else
  echo "skipped: pictures in JPEG XL, for libjxl could not be installed: $(tail -n 1 "$tools/why")"
fi
echo "Zarr and HDF5: all agree"
