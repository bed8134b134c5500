/// TinyWAM: a small model that is trained here, from accepted episodes. It proposes the next
/// actions and dreams what would be seen.
@NullMarked
package dev.handloom.preview.tiny;

import org.jspecify.annotations.NullMarked;
