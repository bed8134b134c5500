@NullMarked
package dev.handloom.preview.tiny;

import org.jspecify.annotations.NullMarked;
