#!/usr/bin/env bash
# Real device nodes without hardware: lab.sh JDK [scenario…]. Boots a small virtual machine whose kernel has USB serial ports, human
# interface devices and cameras, and runs the scenarios of dev.handloom.test.lab in it. Needs the tests to be compiled.
# Red means that the product is wrong; what this machine cannot do is said as "skipped: why".
set -euo pipefail
jdk=$(cd "$1" && pwd -P)
shift
here=$(cd "$(dirname "$0")" && pwd -P)
checkout=$(dirname "$here")
cache=$checkout/.handloom/lab
limit_seconds=${LAB_LIMIT_SECONDS:-3000}

skip() {
  echo "skipped: $*"
  exit 0
}

[ "$(uname -s)" = Linux ] || skip "the lab needs Linux"
[ "$(uname -m)" = x86_64 ] || skip "the lab needs an x86-64 machine"
[ "$(id -u)" = 0 ] || skip "the lab shares this system's files with a virtual machine, for which it must be root"
[ -f "$here/target/class-path.txt" ] || { echo "The tests are not compiled: mvn -pl src-test -am -DskipTests process-test-classes"; exit 1; }

missing=
for tool in qemu-system-x86_64:qemu-system-x86 busybox:busybox-static cpio:cpio modprobe:kmod depmod:kmod; do
  PATH=$PATH:/usr/sbin:/sbin command -v "${tool%%:*}" >/dev/null || missing="$missing ${tool##*:}"
done
[ -e /usr/share/seabios ] || [ -z "$missing" ] || missing="$missing seabios"
if [ -n "$missing" ]; then
  # shellcheck disable=SC2086
  why=$(bash "$here/apt.sh" $missing) || skip "these could not be installed:$missing: $(tail -n 1 <<<"$why")"
fi
export PATH=$PATH:/usr/sbin:/sbin
command -v apt-cache >/dev/null || skip "the lab's kernel is Debian's, and there is no apt here"

work=$(mktemp -d)
machine=
trap '[ -z "$machine" ] || kill "$machine" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
bash "$here/lab/kernel.sh" "$cache" 2>"$work/why" || skip "no kernel for the lab: $(tail -n 1 "$work/why")"

# shellcheck source=src-test/lab/class-path.sh
. "$here/lab/class-path.sh"

# Free ports of this machine; the machine in the machine sees them at 10.0.2.2.
read -r monitor first second third <<<"$(python3 - <<'P' 2>/dev/null || true
import socket
held = [socket.socket() for _ in range(4)]
for one in held: one.bind(("127.0.0.1", 0))
print(*[one.getsockname()[1] for one in held])
P
)"
[ -n "${third:-}" ] || skip "python3 is missing, which finds free ports"

mkdir "$work/more"
cat >"$work/more/lab.conf" <<CONF
LAB_JDK='$jdk'
LAB_CHECKOUT='$checkout'
LAB_JARS='$jars'
LAB_CLASS_PATH='${own#:}'
LAB_MONITOR='10.0.2.2:$monitor'
LAB_SOCKETS='$first,$second,$third'
LAB_SCENARIOS='$*'
CONF
(cd "$work/more" && echo lab.conf | cpio -o -H newc --quiet | gzip -1) >"$work/more.gz"
cat "$cache/initramfs" "$work/more.gz" >"$work/initramfs"

serial=()
number=0
for port in "$first" "$second" "$third"; do
  serial+=(-chardev "socket,id=wire$number,host=127.0.0.1,port=$port,server=on,wait=off")
  number=$((number + 1))
done
begun=$SECONDS
# There before anybody follows it.
: >"$work/console"
timeout --signal=KILL "$limit_seconds" qemu-system-x86_64 \
  -accel tcg,thread=multi -cpu max -smp 2 -m 3000 -nodefaults -no-reboot -display none \
  -serial stdio -kernel "$cache/vmlinuz" -initrd "$work/initramfs" \
  -append "console=ttyS0 quiet loglevel=3 panic=-1 random.trust_cpu=on mitigations=off" \
  -virtfs "local,path=/,mount_tag=host,security_model=passthrough,readonly=on,multidevs=remap" \
  -netdev user,id=net -device virtio-net-pci,netdev=net,romfile= \
  -device qemu-xhci,id=xhci,p2=8,p3=8 "${serial[@]}" \
  -qmp "tcp:127.0.0.1:$monitor,server=on,wait=off" \
  </dev/null >"$work/console" 2>"$work/machine" &
machine=$!
# The lines meant for people, as they come; all others stay in the log.
tail -n +1 --pid="$machine" -s 0.2 -f "$work/console" 2>/dev/null | tr -d '\r' | sed -un 's/^| //p' || true
wait "$machine" || true
machine=

tr -d '\r' <"$work/console" >"$work/text"
if ! grep -q '^lab: up$' "$work/text"; then
  tail -n 20 "$work/text" "$work/machine"
  skip "the virtual machine did not come up"
fi
verdict=$(sed -n 's/^lab: done \([0-9]*\)$/\1/p' "$work/text")
echo "The lab took $((SECONDS - begun)) s."
if [ "$verdict" != 0 ]; then
  cp "$work/text" "$here/target/lab.log"
  grep -v '^| ' "$work/text" | tail -n 60
  echo "The lab found fault with the product${verdict:+ (exit $verdict)}; the whole console is in src-test/target/lab.log"
  exit 1
fi
