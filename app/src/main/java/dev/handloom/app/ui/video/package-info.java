/// Camera pictures.
///
/// **Threads.** [dev.handloom.app.ui.video.VideoTile#offer] may be called from one camera thread;
/// it copies and returns. All else is for the FX thread.
///
/// **Invariants.** A tile shows the latest picture or says why there is none. Pictures that come
/// faster than the window draws are skipped here; recording does not pass through here.
@NullMarked
package dev.handloom.app.ui.video;

import org.jspecify.annotations.NullMarked;
