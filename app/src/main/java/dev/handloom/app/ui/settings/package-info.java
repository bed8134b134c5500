/// What the studio remembers between launches.
///
/// **Threads.** [dev.handloom.app.ui.settings.SettingsFile] may be used from any thread, one at a
/// time.
///
/// **Invariants.** The file is replaced as a whole or not at all. A file that cannot be read is
/// kept aside and said, never overwritten in silence.
@NullMarked
package dev.handloom.app.ui.settings;

import org.jspecify.annotations.NullMarked;
