package dev.handloom.app.calibrate;

import dev.handloom.calibration.run.Step;
import org.jspecify.annotations.Nullable;

/// How a guided run stands at one moment. Immutable; its arrays belong to whoever looks.
///
/// @param wanted the pose that is asked for; null at the end
/// @param done how many poses lie behind
/// @param of how many there are
/// @param stillness 0, the hand moves, to 1, held long enough
/// @param values what each channel says now; NaN where nothing came
/// @param low the least it has said in this run; NaN before it said anything
/// @param high the most
/// @param seconds of the run so far
/// @param words what a person should know now; empty when there is nothing
public record RunLook(
    RunState state,
    @Nullable Step wanted,
    int done,
    int of,
    double stillness,
    double[] values,
    double[] low,
    double[] high,
    double seconds,
    String words) {}
