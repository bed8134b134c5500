@NullMarked
package dev.handloom.app.merge;

import org.jspecify.annotations.NullMarked;
