/// How observations and answers become bytes: MessagePack with the three ways in which arrays are
/// put into it, NumPy's own file, arrays in JSON.
///
/// **Threads.** Functions.
///
/// **Invariants.** Bytes of strangers end in a value or in a [WireException], never in anything
/// else, and never take more memory than a small multiple of themselves. Nothing that could carry a
/// program, as a pickle, is ever read.
@NullMarked
package dev.handloom.preview.wire;

import org.jspecify.annotations.NullMarked;
