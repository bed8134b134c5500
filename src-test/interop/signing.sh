#!/usr/bin/env bash
# Packs of models signed here are verified by the package model-signing, and the other way round; a byte changed is refused by both.
# Usage: signing.sh JDK. Needs the tests to be compiled.
set -euo pipefail
jdk=$1
here=$(cd "$(dirname "$0")" && pwd)
command -v python3 >/dev/null && command -v openssl >/dev/null || { echo "skipped: no python3 or no openssl on this machine"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for pause in 0 10 30; do
  sleep "$pause"
  if python3 -m venv "$work/venv" 2>"$work/why" &&
    "$work/venv/bin/pip" install -q --disable-pip-version-check 'model-signing==1.1.1' 'pyopenssl==26.4.0' 2>"$work/why"; then
    touch "$work/ready"
    break
  fi
done
[ -f "$work/ready" ] || { echo "skipped: model-signing could not be had: $(tail -n 1 "$work/why")"; exit 0; }
theirs() { "$work/venv/bin/model_signing" "$@" >"$work/said" 2>&1; }
ours() {
  (cd "$here/../target" && "$jdk/bin/java" -cp "test-classes:$(cat class-path.txt)" dev.handloom.test.interop.SignPack "$@")
}
mkdir -p "$work/pack/deep/er"
head -c 3000000 /dev/zero >"$work/pack/model.onnx"
echo '{}' >"$work/pack/manifest.json"
echo a >"$work/pack/deep/a.txt"
echo b >"$work/pack/deep/er/b.txt"
echo c >"$work/pack/deep-c.txt" # sorts before or after the folder, depending on who sorts
for curve in prime256v1 secp384r1 secp521r1; do
  openssl ecparam -name $curve -genkey -noout -out "$work/bare.pem"
  openssl pkcs8 -topk8 -nocrypt -in "$work/bare.pem" -out "$work/key.pem"
  openssl ec -in "$work/bare.pem" -pubout -out "$work/public.pem" 2>/dev/null
  for key in bare key; do
    ours sign "$work/pack" "$work/$key.pem" "$work/public.pem"
    theirs verify key "$work/pack" --signature "$work/pack/model.sig" --public_key "$work/public.pem" --ignore-paths "$work/pack/model.sig" ||
      { cat "$work/said"; echo "model-signing refuses what was signed here ($curve)"; exit 1; }
    ours verify "$work/pack" "$work/public.pem"
    rm "$work/pack/model.sig"
    theirs sign key "$work/pack" --private_key "$work/$key.pem" --signature "$work/pack/model.sig" || { cat "$work/said"; exit 1; }
    ours verify "$work/pack" "$work/public.pem"
  done
  cp "$work/pack/model.onnx" "$work/sound"
  printf x | dd of="$work/pack/model.onnx" bs=1 seek=1234567 conv=notrunc status=none
  ours verify "$work/pack" "$work/public.pem" 2>"$work/refused" && { echo "a changed byte was let through"; exit 1; }
  grep -q "changed after it was signed: model.onnx" "$work/refused" || { cat "$work/refused"; exit 1; }
  theirs verify key "$work/pack" --signature "$work/pack/model.sig" --public_key "$work/public.pem" && { echo "they let a changed byte through"; exit 1; }
  cp "$work/sound" "$work/pack/model.onnx"
  rm "$work/pack/model.sig"
  echo "$curve: signed here and verified there, signed there and verified here, a changed byte refused"
done
