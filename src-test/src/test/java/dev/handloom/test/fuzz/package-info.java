/// Files and bytes that lie, made from good ones by seeded mutations, and what the readers of the
/// house make of them: no crash, no hang, no memory beyond what the size of the input explains.
///
/// Behind `.ci/run` for minutes ([dev.handloom.test.fuzz.Fuzz]), in the ordinary tests for a second
/// each.
///
/// **Threads.** One a target; [dev.handloom.test.fuzz.Watch] looks after all of them.
@NullMarked
package dev.handloom.test.fuzz;

import org.jspecify.annotations.NullMarked;
