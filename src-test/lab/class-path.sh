# To be sourced: what a system inside of this one calls the libraries and classes of the tests, whose folders it sees under /run/lab.
# Takes `checkout` and `here`; gives `jars`, the folder that holds every library, and `own`, the class path there, each part after a colon.
jars=
own=
IFS=: read -r -a entries <<<"$(cat "$here/target/class-path.txt")"
for entry in "${entries[@]}"; do
  case $entry in
    "$checkout"/*) ;;
    *)
      jars=${jars:-$(dirname "$entry")}
      while [[ $entry != "$jars"/* ]]; do jars=$(dirname "$jars"); done
      ;;
  esac
done
for entry in "${entries[@]}"; do
  case $entry in
    "$checkout"/*) own=$own:/run/lab/checkout${entry#"$checkout"} ;;
    *) own=$own:/run/lab/jars${entry#"$jars"} ;;
  esac
done
