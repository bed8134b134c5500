/// The house as rules: every arrow and law that can be checked by reading the classes.
@NullMarked
package dev.handloom.test.architecture;

import org.jspecify.annotations.NullMarked;
