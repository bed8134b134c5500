/// One MCAP for each episode, with everything in it: pictures, signals, events, what people said.
/// Made of Foxglove's published messages where one fits, so that viewers know what they see.
@NullMarked
package dev.handloom.store.export.mcap;

import org.jspecify.annotations.NullMarked;
