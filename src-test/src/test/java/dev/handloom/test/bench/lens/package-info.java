/// Whether cameras are found as they are, and as surely as is said.
@NullMarked
package dev.handloom.test.bench.lens;

import org.jspecify.annotations.NullMarked;
