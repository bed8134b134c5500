/// What drivers of human interface devices share: such devices speak when something changes, and
/// are silent for hours when nothing does.
///
/// **Threads.** Each object belongs to its device's thread.
///
/// **Invariants.** A sample that the studio repeats says so: its channel `reported` is 0.
@NullMarked
package dev.handloom.device.driver.hid;

import org.jspecify.annotations.NullMarked;
