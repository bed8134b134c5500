/// Models on other machines: one class for each way of talking, one
/// [dev.handloom.preview.model.Model] for all.
///
/// **Threads.** Whoever asks waits; the WebSocket's own threads only put parts together.
///
/// **Invariants.** Nobody waits longer than was agreed. After a failure a line is given up and the
/// next question opens a new one. Keys appear in no message, no log and no file.
@NullMarked
package dev.handloom.preview.remote;

import org.jspecify.annotations.NullMarked;
