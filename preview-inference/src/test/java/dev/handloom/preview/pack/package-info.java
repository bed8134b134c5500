@NullMarked
package dev.handloom.preview.pack;

import org.jspecify.annotations.NullMarked;
