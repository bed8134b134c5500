#!/usr/bin/env bash
# Kills takes and looks at what is left: kills.sh JDK [kills [at once [seed]]]. Needs the tests to be compiled.
set -euo pipefail
jdk=$1
shift
cd "$(dirname "$0")/target"
java=("$jdk/bin/java" -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED
  --sun-misc-unsafe-memory-access=allow -cp "test-classes:$(cat class-path.txt)")
"${java[@]}" -Xmx600m dev.handloom.test.crash.KillTable "${@:-200}"
