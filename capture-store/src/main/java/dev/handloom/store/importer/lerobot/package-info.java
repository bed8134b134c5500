/// Datasets in LeRobot's formats become episodes.
///
/// **Threads.** One thread for an import.
///
/// **Invariants.** A number is kept as it stands in the table. Its name is kept, its unit is not
/// known. A row's time is made up of its number and the rate, unless the dataset keeps real ones in
/// the way ours do.
@NullMarked
package dev.handloom.store.importer.lerobot;

import org.jspecify.annotations.NullMarked;
