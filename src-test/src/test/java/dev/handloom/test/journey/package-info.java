/// Journeys of a person through the whole program, run as real processes.
@NullMarked
package dev.handloom.test.journey;

import org.jspecify.annotations.NullMarked;
