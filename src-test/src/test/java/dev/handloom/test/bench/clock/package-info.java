/// How well device clocks are known, against known truth.
@NullMarked
package dev.handloom.test.bench.clock;

import org.jspecify.annotations.NullMarked;
