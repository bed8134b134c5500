/// Learns from accepted episodes what is usual of a model, and keeps it beside the models.
///
/// **Threads.** A run belongs to one thread; files are read and replaced by any.
///
/// **Invariants.** No limit is learnt from an episode that the model was trained on, nor from one
/// of which that cannot be known. Limits are for one model by its digest and for the episodes that
/// strangeness is measured by; where either has changed they are not used, and it is said.
@NullMarked
package dev.handloom.preview.calibrate;

import org.jspecify.annotations.NullMarked;
