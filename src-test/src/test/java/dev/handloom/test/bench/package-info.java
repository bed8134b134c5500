/// The benchmarks behind `./handloom bench`: what was measured, on what, as ratios where speed is a
/// goal.
@NullMarked
package dev.handloom.test.bench;

import org.jspecify.annotations.NullMarked;
