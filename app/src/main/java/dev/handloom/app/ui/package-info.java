/// The UI kit: what workspaces are built from. It knows nothing of devices or storage.
///
/// **Threads.** Controls live on the FX thread; what may be called from elsewhere says so.
///
/// **Invariants.** No FXML, no injection: a control is made by its constructor. Every control has a
/// name for assistive technology and is reachable by keyboard.
@NullMarked
package dev.handloom.app.ui;

import org.jspecify.annotations.NullMarked;
