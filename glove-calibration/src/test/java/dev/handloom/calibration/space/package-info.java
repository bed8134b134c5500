@NullMarked
package dev.handloom.calibration.space;

import org.jspecify.annotations.NullMarked;
