@NullMarked
package dev.handloom.device.stream;

import org.jspecify.annotations.NullMarked;
