#!/usr/bin/env bash
# Kills takes, cuts files at every byte, fills a disk, and looks at what is left: kills.sh JDK [kills [at once [seed]]]. Needs the tests to be compiled.
set -euo pipefail
jdk=$1
shift
cd "$(dirname "$0")/target"
java=("$jdk/bin/java" -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED
  --sun-misc-unsafe-memory-access=allow -cp "test-classes:$(cat class-path.txt)")
"${java[@]}" -Xmx600m dev.handloom.test.crash.KillTable "${@:-200}"

"${java[@]}" -Xmx600m dev.handloom.test.crash.CutTable

# A file system of its own needs rights that not every machine gives.
if why=$(unshare -Urm true 2>&1); then
  small=$(mktemp -d)
  unshare -Urm bash -c 'mount -t tmpfs -o size=24m tmpfs "$1" && shift && exec "$@"' -- \
    "$small" "${java[@]}" -Xmx600m dev.handloom.test.crash.FullDisk "$small" 2>full-disk.log ||
    { cat full-disk.log; exit 1; }
  rmdir "$small"
else
  echo "Full disk: skipped: no file system can be mounted here (${why:-unshare is missing})"
fi
