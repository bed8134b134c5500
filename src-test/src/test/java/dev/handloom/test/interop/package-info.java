/// Our side of the checks in `src-test/interop`: what our MCAP library writes for others to read,
/// and what it reads of theirs.
@NullMarked
package dev.handloom.test.interop;

import org.jspecify.annotations.NullMarked;
