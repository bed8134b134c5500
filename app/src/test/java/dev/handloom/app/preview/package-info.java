@NullMarked
package dev.handloom.app.preview;

import org.jspecify.annotations.NullMarked;
