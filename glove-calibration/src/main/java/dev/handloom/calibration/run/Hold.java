package dev.handloom.calibration.run;

/// A pose that was held: what each channel said meanwhile.
///
/// @param round from 0
/// @param mean per channel of the reader; NaN where nothing came
/// @param noise per channel, one standard deviation
/// @param samples how many
/// @param seconds since the run began, of its middle
public record Hold(
    Step step, int round, double[] mean, double[] noise, int samples, double seconds) {}
