@NullMarked
package dev.handloom.store.conform;

import org.jspecify.annotations.NullMarked;
