/// One studio per person and machine.
///
/// **Threads.** A named daemon thread listens; the handler runs on it and hands over to the FX
/// thread by itself.
///
/// **Invariants.** The socket lies in a folder of this user alone. A socket left by a crash never
/// keeps the studio from starting.
@NullMarked
package dev.handloom.app.ui.instance;

import org.jspecify.annotations.NullMarked;
