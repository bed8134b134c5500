/// How the studio looks: light, dark or as the system.
///
/// **Threads.** The FX thread.
///
/// **Invariants.** Red means recording and nothing else. Every window, dialog and popup carries the
/// same stylesheet.
@NullMarked
package dev.handloom.app.ui.theme;

import org.jspecify.annotations.NullMarked;
