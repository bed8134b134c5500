@NullMarked
package dev.handloom.preview.learn;

import org.jspecify.annotations.NullMarked;
