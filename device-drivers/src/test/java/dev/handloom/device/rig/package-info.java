@NullMarked
package dev.handloom.device.rig;

import org.jspecify.annotations.NullMarked;
