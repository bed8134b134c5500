@NullMarked
package dev.handloom.preview.promotion;

import org.jspecify.annotations.NullMarked;
