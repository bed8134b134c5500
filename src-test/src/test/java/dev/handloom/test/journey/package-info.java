/// Journeys of a person through the whole program: in the real window, rendered headless and driven
/// with keys alone, and from a shell, as processes of their own.
@NullMarked
package dev.handloom.test.journey;

import org.jspecify.annotations.NullMarked;
