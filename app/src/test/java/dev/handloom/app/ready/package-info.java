@NullMarked
package dev.handloom.app.ready;

import org.jspecify.annotations.NullMarked;
