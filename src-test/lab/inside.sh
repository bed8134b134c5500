#!/bin/sh
# Runs the scenarios inside the lab's machine, whose root is the host's, to read only; /run and /tmp are its own.
. /run/lab/lab.conf
export HOME=/run/lab/tmp TMPDIR=/run/lab/tmp LD_LIBRARY_PATH=/run/lab/jdk/lib PATH=/usr/sbin:/usr/bin:/sbin:/bin
cd /run/lab/tmp || exit 1
# On an emulated processor the best compiler costs more than it saves.
exec /run/lab/jdk/bin/java -Xmx900m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -XX:+UseCompactObjectHeaders \
  -Xshare:auto --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Djava.io.tmpdir=/run/lab/tmp -Djna.tmpdir=/run/lab/tmp -Dorg.bytedeco.javacpp.cachedir=/run/lab/tmp/javacpp \
  -Dorg.sqlite.tmpdir=/run/lab/tmp -Duser.home=/run/lab/tmp \
  -Dlab.monitor="$LAB_MONITOR" -Dlab.sockets="$LAB_SOCKETS" \
  -cp "/run/lab/checkout/src-test/target/test-classes:$LAB_CLASS_PATH" dev.handloom.test.lab.Lab $LAB_SCENARIOS
