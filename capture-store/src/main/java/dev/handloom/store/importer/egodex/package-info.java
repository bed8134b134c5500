/// Imports episodes in the layout of EgoDex.
///
/// **Threads.** A source belongs to one thread.
///
/// **Invariants.** Hands become hands, told from their wrists in OpenXR's joints and axes; what
/// cannot be read is left out and told.
@NullMarked
package dev.handloom.store.importer.egodex;

import org.jspecify.annotations.NullMarked;
