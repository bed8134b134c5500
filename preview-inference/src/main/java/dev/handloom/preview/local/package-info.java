/// Models that run on this machine: what an installed pack holds, through ONNX Runtime, on the
/// processor or, in a build that has it, on CUDA.
///
/// **Threads.** As [dev.handloom.preview.model.Model]: one thread at a time, `close` from any.
///
/// **Invariants.** Nothing runs whose graph and papers contradict each other. What comes out is
/// physical and absolute: units, normalisation and what is relative to the state end here. A number
/// that is none is never passed on.
@NullMarked
package dev.handloom.preview.local;

import org.jspecify.annotations.NullMarked;
