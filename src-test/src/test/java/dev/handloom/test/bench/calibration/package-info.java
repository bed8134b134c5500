/// Whether a calibration finds the hand that is in the glove, over many simulated people.
@NullMarked
package dev.handloom.test.bench.calibration;

import org.jspecify.annotations.NullMarked;
