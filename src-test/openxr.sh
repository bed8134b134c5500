#!/usr/bin/env bash
# A real OpenXR runtime without hardware: openxr.sh JDK. Installs Monado into a system of its own beside this one, moves the head and
# hands of its remote headset, and records them with the product. Needs the tests to be compiled.
# Red means that the product is wrong; what this machine cannot do is said as "skipped: why".
set -euo pipefail
jdk=$(cd "$1" && pwd -P)
here=$(cd "$(dirname "$0")" && pwd -P)
checkout=$(dirname "$here")
root=$checkout/.handloom/openxr-lab
limit_seconds=${LAB_LIMIT_SECONDS:-1800}

skip() {
  echo "skipped: $*"
  exit 0
}

[ "$(uname -s)" = Linux ] || skip "the lab needs Linux"
[ "$(id -u)" = 0 ] || skip "the lab makes a system of its own, for which it must be root"
[ -f "$here/target/class-path.txt" ] || { echo "The tests are not compiled: mvn -pl src-test -am -DskipTests process-test-classes"; exit 1; }
command -v apt-get >/dev/null || skip "Monado is Debian's, and there is no apt here"

# shellcheck source=src-test/retry.sh
. "$here/retry.sh"

if ! command -v debootstrap >/dev/null; then
  why=$(bash "$here/apt.sh" debootstrap) || skip "debootstrap could not be installed: $(tail -n 1 <<<"$why")"
fi

mounted=()
release() {
  for ((i = ${#mounted[@]} - 1; i >= 0; i--)); do
    umount -l "${mounted[i]}" 2>/dev/null || true
  done
}
trap release EXIT

bind() { # FROM TO
  mkdir -p "$2"
  mount --bind "$1" "$2" || skip "this machine lets nobody mount: $1"
  mounted+=("$2")
}

if [ ! -f "$root/ready-2" ]; then
  rm -rf "$root"
  mkdir -p "$root"
  # The source that this system installs from serves the other release as well.
  source=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | grep -v snapshot | head -n 1 | tr -d ' ' || true)
  [ -n "$source" ] || skip "this system names no source of Debian's packages"
  retry debootstrap --variant=minbase trixie "$root" "$source" >"$here/target/openxr-lab.log" 2>&1 ||
    skip "Debian 13 could not be had: $(tail -n 1 "$here/target/openxr-lab.log")"
  cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
  cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
  retry chroot "$root" apt-get install -y -qq --no-install-recommends monado-service monado-cli libopenxr1-monado mesa-vulkan-drivers \
    >>"$here/target/openxr-lab.log" 2>&1 || skip "Monado could not be installed: $(tail -n 1 "$here/target/openxr-lab.log")"
  chroot "$root" apt-get clean
  touch "$root/ready-2"
fi

mount -t proc proc "$root/proc" || skip "this machine lets nobody mount: proc"
mounted+=("$root/proc")
# A library asks how much room its disk has, and the disk of a changed root has no name.
mount -t tmpfs tmpfs "$root/tmp"
mounted+=("$root/tmp")
bind /dev "$root/dev"
bind /sys "$root/sys"
bind "$jdk" "$root/run/lab/jdk"
bind "$checkout" "$root/run/lab/checkout"

# shellcheck source=src-test/lab/class-path.sh
. "$here/lab/class-path.sh"
bind "$jars" "$root/run/lab/jars"

in_lab() { # VARIABLE=VALUE PROGRAM ARGUMENT...
  timeout --signal=KILL "$limit_seconds" chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin XDG_RUNTIME_DIR=/run/user/0 LANG=C.UTF-8 "$1" \
    /run/lab/jdk/bin/java --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xmx512m \
    -cp "/run/lab/checkout/src-test/target/test-classes$own" "dev.handloom.test.lab.$2" "${@:3}" 2>>"$here/target/openxr-lab.txt"
}

begun=$SECONDS
rc=0
: >"$here/target/openxr-lab.txt"
# lavapipe draws on the processor; then it is taken away, then there is one that ends its process.
{ in_lab LAB=1 HeadsetLab && in_lab VK_DRIVER_FILES=/nowhere GraphicsDriverLab missing; } || rc=$?
if [ "$rc" != 0 ] || ! command -v cc >/dev/null; then
  echo "skipped: a graphics driver that fails, which takes a C compiler"
else
  printf 'int vk_icdNegotiateLoaderICDInterfaceVersion(unsigned *v) { __builtin_trap(); }\n' |
    cc -shared -fPIC -nostdlib -x c -o "$root/tmp/broken.so" -
  printf '{"file_format_version":"1.0.0","ICD":{"library_path":"/tmp/broken.so","api_version":"1.1.0"}}\n' >"$root/tmp/broken.json"
  in_lab VK_DRIVER_FILES=/tmp/broken.json GraphicsDriverLab broken || rc=$?
fi
echo "The OpenXR lab took $((SECONDS - begun)) s."
if [ "$rc" != 0 ]; then
  tail -n 40 "$here/target/openxr-lab.txt"
  tail -n 20 "$root/tmp/monado.log" 2>/dev/null || true
  echo "The OpenXR lab found fault with the product (exit $rc)"
  exit 1
fi
