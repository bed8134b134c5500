/// Delays that were planted, and what the measurements make of them.
@NullMarked
package dev.handloom.test.bench.delay;

import org.jspecify.annotations.NullMarked;
