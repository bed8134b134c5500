/// What all headsets have alike, however they are reached: their streams, and how samples come
/// about.
///
/// **Threads.** Belongs to the device's thread.
@NullMarked
package dev.handloom.device.driver.headset;

import org.jspecify.annotations.NullMarked;
