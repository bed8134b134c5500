/// Pictures in and out of video files.
///
/// A [dev.handloom.store.video.VideoEncoder] writes H.264 without B-frames into an MP4 that can be
/// read up to the last flushed frame after a crash and is an ordinary MP4 after a clean end. A
/// [dev.handloom.store.video.VideoReader] gives back any single frame.
///
/// **Threads.** An encoder or reader belongs to one thread. The file under an encoder may be forced
/// by another.
///
/// **Invariants.** One picture in is one packet in the file, in the same order. The time of a
/// packet is the capture time of its picture, never its index divided by a rate. Native memory is
/// freed by `close`, not by the garbage collector.
@NullMarked
package dev.handloom.store.video;

import org.jspecify.annotations.NullMarked;
