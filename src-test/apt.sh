#!/usr/bin/env bash
# Installs packages of Debian's: apt.sh PACKAGE…, or apt.sh --like PATTERN for the newest whose name is so. One caller at a time, for
# two lanes may ask at once; downloads are tried again. What stands in the way is said in the last line.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "installing takes root and apt-get"
  exit 1
fi
mkdir -p "$here/target"
exec 9>"$here/target/apt.lock"
flock 9

install() {
  apt-get update -qq || return
  if [ "$1" = --like ]; then
    set -- "$(apt-cache search --names-only "$2" | cut -d ' ' -f 1 | sort -V | tail -n 1)"
    [ -n "$1" ] || { echo "there is no such package" && return 1; }
  fi
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends "$@"
}

for pause in 5 20 60 0; do
  if install "$@" </dev/null 2>&1; then
    exit 0
  fi
  sleep "$pause"
done
exit 1
