@NullMarked
package dev.handloom.calibration.merge;

import org.jspecify.annotations.NullMarked;
