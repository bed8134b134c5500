#!/usr/bin/env bash
# A headless browser with an emulated headset opens the page for headsets: pairs, is refused with a wrong token and as a second
# client, stalls, is cut off and comes back; what is recorded is held against what was sent. Usage: webxr.sh JDK [PICTURES]
# Pictures of the page are put into the folder PICTURES. Needs the tests to be compiled. What this machine cannot do is said as
# "skipped: why".
set -euo pipefail
jdk=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pictures=${2:-$work/pictures}
mkdir -p "$pictures"

target=$here/../target
if [ ! -f "$target/class-path.txt" ]; then
  echo "The tests are not compiled: there is no $target/class-path.txt"
  exit 1
fi

skip() {
  echo "skipped: the headset's page in a browser, $*"
  exit 0
}
# shellcheck source=src-test/retry.sh
. "$here/../retry.sh"

command -v node >/dev/null && command -v npm >/dev/null || skip "there is no Node here"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$browser" ]; then
  why=$(bash "$here/../apt.sh" chromium) || skip "Chromium could not be installed: $(tail -n 1 <<<"$why")"
  browser=$(command -v chromium || true)
fi
[ -n "$browser" ] || skip "there is no Chromium here"
mkdir "$work/node"
cp "$here/webxr.mjs" "$work/node/"
(cd "$work/node" && echo '{"private":true}' >package.json &&
  retry npm install --silent --no-audit --no-fund playwright-core@1.65.1 iwer@2.5.0) >"$work/why" 2>&1 ||
  skip "its driver and the emulated headset could not be fetched: $(tail -n 1 "$work/why")"

timeout 1800 "$jdk/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djava.awt.headless=true \
  -cp "$target/test-classes:$(cat "$target/class-path.txt")" dev.handloom.test.interop.WebXrInterop \
  "$work" "$work/node/webxr.mjs" "$browser" "$work/node/node_modules/iwer/build/iwer.min.js" "$pictures"
