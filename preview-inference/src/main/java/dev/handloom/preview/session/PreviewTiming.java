package dev.handloom.preview.session;

/// How quickly it all goes. Milliseconds; NaN while nothing is known.
///
/// @param modelMillis how long the model worked, as it says
/// @param roundTripMillis from the question to the answer
/// @param ageMillis how old the observation was when its answer came
/// @param addedMillis what the studio itself added to the last answer: to build the observation and
///   to place the answer
/// @param addedMillis95 nineteen of twenty answers had less added
/// @param ratePerSecond answers, over the last seconds
/// @param asked how often
/// @param answered how often
/// @param missed control steps at which it should have been asked and was not, as the answer before
///   had not come
/// @param stale answers that came later than the plan they bring lasts
public record PreviewTiming(
    double modelMillis,
    double roundTripMillis,
    double ageMillis,
    double addedMillis,
    double addedMillis95,
    double ratePerSecond,
    long asked,
    long answered,
    long missed,
    long stale) {}
