@NullMarked
package dev.handloom.device.discovery;

import org.jspecify.annotations.NullMarked;
