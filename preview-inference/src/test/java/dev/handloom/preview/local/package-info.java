@NullMarked
package dev.handloom.preview.local;

import org.jspecify.annotations.NullMarked;
