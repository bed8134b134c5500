@NullMarked
package dev.handloom.preview.dream;

import org.jspecify.annotations.NullMarked;
