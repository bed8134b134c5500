@NullMarked
package dev.handloom.device.picture;

import org.jspecify.annotations.NullMarked;
