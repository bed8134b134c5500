@NullMarked
package dev.handloom.store.camera;

import org.jspecify.annotations.NullMarked;
