package dev.handloom.preview.pack;

import java.util.List;
import java.util.Map;

/// The papers of a pack: everything that must be right before the model is asked anything.
///
/// @param name for people
/// @param version of the pack, in its maker's count
/// @param producer what made it
/// @param licence of the weights
/// @param weights the file they lie in
/// @param stepSeconds between two actions
/// @param steps of a chunk
/// @param frames which pictures it wants, in steps before now, oldest first; ends with 0
/// @param horizons at which steps ahead it dreams; empty for one that does not
/// @param cameras in the order in which they are put together
/// @param state what it is told of the body, in order
/// @param actions what it answers, in order
/// @param inputs of the graph: name and shape
/// @param outputs of the graph: name and shape
/// @param training what it was trained on
/// @param golden the file of samples whose answers are known
public record Manifest(
    String name,
    String version,
    String producer,
    String licence,
    String weights,
    double stepSeconds,
    int steps,
    List<Integer> frames,
    List<Integer> horizons,
    List<Camera> cameras,
    List<Channel> state,
    List<Channel> actions,
    Map<String, List<Integer>> inputs,
    Map<String, List<Integer>> outputs,
    Training training,
    String golden) {
  public static final String FILE = "manifest.json";
  public static final String FORMAT = "handloom-model/1";

  public Manifest {
    frames = List.copyOf(frames);
    horizons = List.copyOf(horizons);
    cameras = List.copyOf(cameras);
    state = List.copyOf(state);
    actions = List.copyOf(actions);
    inputs = Map.copyOf(inputs);
    outputs = Map.copyOf(outputs);
  }

  /// How a picture gets the model's size.
  public enum Fit {
    /// Both sides are stretched on their own.
    STRETCH,
    /// All of it, with black beside.
    WHOLE,
    /// As much as fills it, from the middle.
    FILL
  }

  public record Camera(String name, int width, int height, Fit fit) {}

  /// A number that the model is told or answers.
  ///
  /// @param unit as streams name it
  /// @param relative for an action: to the state at the time of the observation
  /// @param mean taken off before the model sees it
  /// @param spread by which it is divided; above 0
  public record Channel(String name, String unit, boolean relative, double mean, double spread) {}

  /// @param digest of the episodes and their order; empty if unknown
  public record Training(String digest, int episodes, double hours, Map<String, Double> figures) {
    public Training {
      figures = Map.copyOf(figures);
    }
  }
}
