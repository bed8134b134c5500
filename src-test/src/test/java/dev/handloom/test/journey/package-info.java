/// Journeys: what a person does with the studio from start to end, in the real window or as a
/// process.
@NullMarked
package dev.handloom.test.journey;

import org.jspecify.annotations.NullMarked;
