@NullMarked
package dev.handloom.app.studio;

import org.jspecify.annotations.NullMarked;
