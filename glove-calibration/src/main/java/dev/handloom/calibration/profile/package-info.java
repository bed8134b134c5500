/// The calibration of one person on one device at one time: kept, compared, checked at each
/// donning, watched while recording, and applied to the live stream.
///
/// **On disk.** `<person>/<device>/<id>.json` with the model, its quality and the held poses, and
/// beside it `<id>.run` with everything the glove said in the run. `shelf.json` says which is in
/// use; without it the newest is.
///
/// **Threads.** Files and checks belong to whoever calls. A processor runs on the glove's thread
/// and allocates nothing per sample.
@NullMarked
package dev.handloom.calibration.profile;

import org.jspecify.annotations.NullMarked;
