/// Unpacks JPEG XL by libjxl where the computer has it. Nothing of it is brought along
/// (docs/decisions/0081), and everything else works without it.
///
/// **Threads.** Any. Each call has a decoder of its own, which is gone when the call returns.
///
/// **Invariants.** A picture's own claim of its size is held against what it must be before
/// anything is allocated for it; no native memory outlives a call.
@NullMarked
package dev.handloom.store.jxl;

import org.jspecify.annotations.NullMarked;
