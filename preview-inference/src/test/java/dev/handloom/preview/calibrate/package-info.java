@NullMarked
package dev.handloom.preview.calibrate;

import org.jspecify.annotations.NullMarked;
