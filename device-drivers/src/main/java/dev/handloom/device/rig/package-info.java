/// The devices of one workplace: the file that lists them, the drivers that speak to them, the
/// threads that read them, and the hub where their streams are found.
///
/// **Threads.** One platform thread per connected device, named after it. It opens the link, reads,
/// stamps, publishes, runs the processors attached to its streams, and reconnects. Nothing it does
/// waits for anyone. [dev.handloom.device.rig.Rig], [dev.handloom.device.rig.Hub] and
/// [dev.handloom.device.rig.Device] may be used from any thread.
///
/// **Invariants.** A stream keeps its ring over reconnects. A device that fails never takes another
/// with it.
@NullMarked
package dev.handloom.device.rig;

import org.jspecify.annotations.NullMarked;
