@NullMarked
package dev.handloom.calibration.urdf;

import org.jspecify.annotations.NullMarked;
