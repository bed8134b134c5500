/// Printed marks and boards: which there are, how they look, and finding them in grey pictures.
///
/// **Threads.** Families, boards and what was found are values. A [MarkDetector] keeps its working
/// memory between pictures and belongs to one thread.
@NullMarked
package dev.handloom.calibration.mark;

import org.jspecify.annotations.NullMarked;
