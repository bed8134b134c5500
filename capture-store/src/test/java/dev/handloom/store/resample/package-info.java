@NullMarked
package dev.handloom.store.resample;

import org.jspecify.annotations.NullMarked;
