/// Robots' hands that follow those of people: on the devices of a rig, live, and over episodes,
/// again.
///
/// **Threads.** What follows live runs on the device's thread. Making again waits for the disk.
@NullMarked
package dev.handloom.app.retarget;

import org.jspecify.annotations.NullMarked;
