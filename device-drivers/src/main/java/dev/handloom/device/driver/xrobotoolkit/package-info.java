/// Headsets that run XRoboToolkit's app: PICO 4 Ultra, Quest.
///
/// **Threads.** A session belongs to its device's thread.
@NullMarked
package dev.handloom.device.driver.xrobotoolkit;

import org.jspecify.annotations.NullMarked;
