@NullMarked
package dev.handloom.device.openxr.host;

import org.jspecify.annotations.NullMarked;
