/// What a person can do, declared once.
///
/// **Purpose.** An [dev.handloom.app.ui.action.Action] carries its words, icon, keys and handler;
/// the [dev.handloom.app.ui.action.Actions] make the menu bar, the buttons, the shortcut sheet and
/// the command palette from it.
///
/// **Threads.** The FX thread.
///
/// **Invariants.** Ids and key combinations are unique. Only key codes are used: character
/// combinations fail on some platforms.
@NullMarked
package dev.handloom.app.ui.action;

import org.jspecify.annotations.NullMarked;
