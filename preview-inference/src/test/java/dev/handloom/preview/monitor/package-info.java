@NullMarked
package dev.handloom.preview.monitor;

import org.jspecify.annotations.NullMarked;
