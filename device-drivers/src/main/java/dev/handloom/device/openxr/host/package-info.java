/// The child process that speaks to an OpenXR runtime, so that a crash of the runtime's code costs
/// a gap and never a take. Nothing of this runs in the studio.
///
/// **Threads.** `main` asks the runtime; `input` reads what the studio says; `frames` turns frames,
/// where the runtime wants somebody who draws.
@NullMarked
package dev.handloom.device.openxr.host;

import org.jspecify.annotations.NullMarked;
