/// The program: where everything is put together.
///
/// [dev.handloom.app.Main] reads top to bottom. Below it, `cli` is the command line, `ui` what
/// windows are made of, `workspace` the screens. Rooms below know nothing of this one.
///
/// **Threads.** Everything that touches a control runs on the JavaFX thread; other threads get
/// there by [dev.handloom.app.ui.fx.FxThread] alone.
@NullMarked
package dev.handloom.app;

import org.jspecify.annotations.NullMarked;
