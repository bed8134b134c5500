@NullMarked
package dev.handloom.app.calibrate;

import org.jspecify.annotations.NullMarked;
