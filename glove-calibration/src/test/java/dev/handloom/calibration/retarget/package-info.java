@NullMarked
package dev.handloom.calibration.retarget;

import org.jspecify.annotations.NullMarked;
