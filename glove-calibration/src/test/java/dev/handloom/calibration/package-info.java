@NullMarked
package dev.handloom.calibration;

import org.jspecify.annotations.NullMarked;
