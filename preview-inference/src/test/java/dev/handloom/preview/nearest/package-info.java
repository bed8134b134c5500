@NullMarked
package dev.handloom.preview.nearest;

import org.jspecify.annotations.NullMarked;
