package dev.handloom.preview.session;

import dev.handloom.preview.model.Observation;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.monitor.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that can be shown of a preview at one moment.
///
/// @param count rises with each; the same number is the same moment
/// @param reason of the state in words: what it waits for, what the server said; empty where it
///   needs none
/// @param said the model's own words, whole, behind the reason; may be empty
/// @param model nothing until it is known
/// @param shown the newest observation, answered or not
/// @param latest the newest answer; nothing before the first
/// @param stale the newest answer is too old to be acted on: draw it grey
/// @param earlier answers of the last seconds, oldest first, without the newest
/// @param dreams the dreams of the newest answer; nothing where it gave none
/// @param watched a dream that is kept until its truth has come, then another: what to draw the
///   truth under; nothing where none was dreamed
/// @param past dreams of the last seconds, oldest first, with `dreams` and `watched`
/// @param traces of each channel that it is told or predicts, actions first, in the model's order
/// @param trust readings in the order to show them
/// @param reading nothing while it cannot be told
/// @param bands the limits that the readings have
public record PreviewMoment(
    long count,
    PreviewState state,
    String reason,
    String said,
    @Nullable ModelCard model,
    Playhead playhead,
    @Nullable Observation shown,
    @Nullable PlacedPlan latest,
    boolean stale,
    List<PlacedPlan> earlier,
    @Nullable DreamStrip dreams,
    @Nullable DreamStrip watched,
    List<DreamStrip> past,
    List<ChannelTrace> traces,
    List<TrustReading> trust,
    @Nullable Reading reading,
    Bands bands,
    PreviewTiming timing) {
  public PreviewMoment {
    earlier = List.copyOf(earlier);
    past = List.copyOf(past);
    traces = List.copyOf(traces);
    trust = List.copyOf(trust);
  }
}
