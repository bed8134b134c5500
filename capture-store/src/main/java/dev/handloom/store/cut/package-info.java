/// Where the episodes lie in what was recorded without a break: proposals from what the hands do,
/// which a reviewer can move or throw away.
///
/// **Threads.** Any; an episode is read and nothing is kept.
///
/// **Invariants.** Nothing of a recording is changed: a proposal is a segment in the journal.
@NullMarked
package dev.handloom.store.cut;

import org.jspecify.annotations.NullMarked;
