/// The frame of the studio: menu, rail of workspaces, status bar, notices, window placement.
///
/// **Threads.** The FX thread; [dev.handloom.app.ui.shell.Notices#show] may be called from any.
///
/// **Invariants.** A notice never takes the focus and never blocks. The window is restored only
/// where a screen is. The shell knows nothing of devices or storage: its status is set from
/// outside.
@NullMarked
package dev.handloom.app.ui.shell;

import org.jspecify.annotations.NullMarked;
