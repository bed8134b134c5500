# shellcheck shell=bash
# To be sourced. retry COMMAND…: tried again after a while, and again; for downloads only.
retry() {
  for pause in 5 20 60; do
    "$@" && return 0
    sleep "$pause"
  done
  "$@"
}
