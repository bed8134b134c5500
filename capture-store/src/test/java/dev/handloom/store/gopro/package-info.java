@NullMarked
package dev.handloom.store.gopro;

import org.jspecify.annotations.NullMarked;
