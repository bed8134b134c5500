/// The check before each take: are all streams there and at their rates, the clocks locked, the
/// pictures fit to be seen, is there room on the disk.
///
/// **Threads.** One thread named `ready check` looks twice a second while no take runs; its list is
/// read from any thread. It reads the newest picture of each camera and never slows a device.
///
/// **Invariants.** It judges and never hinders: a person may start anyway, and then it is written
/// into the episode.
@NullMarked
package dev.handloom.app.ready;

import org.jspecify.annotations.NullMarked;
