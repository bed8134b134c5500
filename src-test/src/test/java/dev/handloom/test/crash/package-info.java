/// What becomes of a take when the program is killed, the power fails, or the disk does: with real
/// processes, and the ledger of what was acknowledged kept outside of them.
@NullMarked
package dev.handloom.test.crash;

import org.jspecify.annotations.NullMarked;
