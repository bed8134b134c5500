/// Strip plots of many channels, live and in review.
///
/// **Purpose.** A plot is a raster: for each pixel column the least and greatest value of each
/// channel, painted as one vertical run. The cost follows the columns, not the samples.
///
/// **Threads.** A [dev.handloom.app.ui.plot.TimeSeriesBuffer] has one writing thread and is read on
/// the FX thread; everything else is for the FX thread.
///
/// **Invariants.** Drawing allocates next to nothing in steady state: text is made only when what
/// it says has changed. A gap in the samples is a gap in the line. Times are studio nanoseconds.
@NullMarked
package dev.handloom.app.ui.plot;

import org.jspecify.annotations.NullMarked;
