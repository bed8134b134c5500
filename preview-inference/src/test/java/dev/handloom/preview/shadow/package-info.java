@NullMarked
package dev.handloom.preview.shadow;

import org.jspecify.annotations.NullMarked;
