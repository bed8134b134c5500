@NullMarked
package dev.handloom.preview.wire;

import org.jspecify.annotations.NullMarked;
