/// Checks of datasets that other programs read: everything that a loader counts on and does not
/// look at. Ours are checked before they get their name, foreign ones when somebody asks.
///
/// A format adds a [DatasetFormatCheck] of its own; [DatasetCheck] finds which one fits a folder.
///
/// **Threads.** A check belongs to its caller's thread and starts workers of its own, which have
/// ended when it returns. [DatasetFindings] may be filled by all of them.
///
/// **Invariants.** Nothing is changed. Whatever bytes there are end in findings, not in exceptions;
/// what is read is bounded by what is there, not by what it claims.
@NullMarked
package dev.handloom.store.check.dataset;

import org.jspecify.annotations.NullMarked;
