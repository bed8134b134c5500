/// The command line: one class a command, and the only place that prints.
///
/// Results go to standard output, everything else to standard error; with `--json` standard output
/// holds one JSON document and nothing more. Exit codes: 0 good, 1 a finding or a failed check, 2
/// wrong usage, 3 a device or file that could not be used.
///
/// **Threads.** Commands run on the main thread.
@NullMarked
package dev.handloom.app.cli;

import org.jspecify.annotations.NullMarked;
