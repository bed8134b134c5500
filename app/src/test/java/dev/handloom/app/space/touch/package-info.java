@NullMarked
package dev.handloom.app.space.touch;

import org.jspecify.annotations.NullMarked;
