@NullMarked
package dev.handloom.preview.remote;

import org.jspecify.annotations.NullMarked;
