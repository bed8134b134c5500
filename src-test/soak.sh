#!/usr/bin/env bash
# Eight simulated devices that are unplugged, browned out, cut and garbled; nothing may grow: soak.sh JDK [minutes]. Needs the tests to be compiled.
set -euo pipefail
jdk=$1
cd "$(dirname "$0")/target"
exec "$jdk/bin/java" -Xmx400m -XX:+UseCompactObjectHeaders --module-path javafx --add-modules javafx.controls \
  --enable-native-access=javafx.graphics,ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "test-classes:$(cat class-path.txt)" dev.handloom.test.bench.Benchmarks soak --minutes "${2:-3}" 2>soak.log
