/// A conformance take: gestures one after the other, an ordinary episode, one verdict. The same for
/// the window and the command line.
///
/// **Threads.** [dev.handloom.app.conformance.ConformanceTake] blocks the thread that runs it for
/// as long as the take is.
@NullMarked
package dev.handloom.app.conformance;

import org.jspecify.annotations.NullMarked;
