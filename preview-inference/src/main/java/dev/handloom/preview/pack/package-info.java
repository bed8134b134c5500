/// Model packs: weights with their papers, as a folder or a zip; signed, checked, and kept by their
/// content.
///
/// **Threads.** Files; call them from a background thread.
///
/// **Invariants.** Nothing of a pack is used before all of it was checked. What is installed never
/// changes: it is named by what it holds. Which pack bears an alias is appended, never rewritten.
@NullMarked
package dev.handloom.preview.pack;

import org.jspecify.annotations.NullMarked;
