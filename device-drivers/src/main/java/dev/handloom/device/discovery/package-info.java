/// What is plugged into this machine, what each probably is and why, and what hinders.
///
/// **Threads.** Nothing here starts a thread. Listening blocks for as long as it says; the rest is
/// quick.
///
/// **Invariants.** Nothing is opened and nobody is asked before a person wished it; a person who
/// plugs a device in for a role of a new rig has wished it. To an unknown device only the harmless
/// questions of the drivers are sent, and only over a serial port: a HID device is known by its
/// numbers and is never opened, since a keyboard is one too.
@NullMarked
package dev.handloom.device.discovery;

import org.jspecify.annotations.NullMarked;
