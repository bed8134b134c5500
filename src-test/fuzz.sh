#!/usr/bin/env bash
# Fuzzes every reader of files: fuzz.sh JDK [options of dev.handloom.test.fuzz.Fuzz]. Needs the tests to be compiled.
set -euo pipefail
jdk=$1
shift
cd "$(dirname "$0")/target"
exec "$jdk/bin/java" -Xmx512m -XX:+UseCompactObjectHeaders \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "test-classes:$(cat class-path.txt)" dev.handloom.test.fuzz.Fuzz --seconds 120 --short 15 --out fuzz-finds "$@"
