#!/usr/bin/env bash
# Makes the kernel and the first file system of the lab's machine: kernel.sh FOLDER. Leaves FOLDER/vmlinuz and FOLDER/initramfs.
# The kernel is Debian's, unpacked and not installed. On failure the last line of standard error says why.
set -euo pipefail
folder=$1
here=$(cd "$(dirname "$0")" && pwd)

# What the machine needs for itself, then what it is for.
modules="virtio_pci 9pnet_virtio 9p virtio_net xhci_pci usbhid hid_generic evdev ftdi_sio cdc_acm uhid vivid"

retry() {
  for pause in 5 20; do
    "$@" && return 0
    sleep "$pause"
  done
  "$@"
}

package=$(apt-cache depends linux-image-amd64 2>/dev/null | sed -n 's/^ *Depends: \(linux-image-[0-9].*\)/\1/p' | head -n 1)
[ -n "$package" ] || { echo "this system has no Debian kernel to offer" >&2; exit 1; }
recipe=$(cat "$here/init" "$0" | sha256sum | cut -c 1-12)
if [ "$(cat "$folder/made-of" 2>/dev/null)" = "$package $recipe" ]; then
  exit 0
fi

rm -rf "$folder"
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
(cd "$work" && retry apt-get download -qq "$package" >/dev/null) || { echo "the kernel package could not be fetched" >&2; exit 1; }
dpkg -x "$work"/linux-image-*.deb "$work/kernel"
version=$(basename "$work"/kernel/boot/vmlinuz-* | sed 's/^vmlinuz-//')
[ -d "$work/kernel/lib/modules" ] || ln -s usr/lib "$work/kernel/lib"
depmod -b "$work/kernel" "$version"

root=$work/root
mkdir -p "$root"/{bin,dev,proc,sys,host,modules}
cp "$(command -v busybox)" "$root/bin/busybox"
install -m 755 "$here/init" "$root/init"
for module in $modules; do
  modprobe -d "$work/kernel" -S "$version" --show-depends "$module" 2>/dev/null
done | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' >"$work/in-order"
while read -r path; do
  case $path in
    *.xz) xz -dc "$path" >"$root/modules/$(basename "$path" .xz)" ;;
    *.zst) zstd -qdc "$path" >"$root/modules/$(basename "$path" .zst)" ;;
    *) cp "$path" "$root/modules/" ;;
  esac
  basename "$path" | sed 's/\.\(xz\|zst\)$//' >>"$root/modules/in-order"
done <"$work/in-order"
for module in 9p virtio_net ftdi_sio uhid vivid; do
  grep -q "^$module\.ko" "$root/modules/in-order" || { echo "the kernel $version has no module $module" >&2; exit 1; }
done
(cd "$root" && find . | cpio -o -H newc --quiet | gzip -1) >"$folder/initramfs"
cp "$work"/kernel/boot/vmlinuz-* "$folder/vmlinuz"
echo "$package $recipe" >"$folder/made-of"
