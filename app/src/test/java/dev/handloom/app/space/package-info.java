@NullMarked
package dev.handloom.app.space;

import org.jspecify.annotations.NullMarked;
