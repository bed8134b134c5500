package dev.handloom.store.dataset;

import dev.handloom.store.video.PictureRate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a dataset is made of, the same for all its episodes.
///
/// @param rate of the rows and of the videos
/// @param streams of numbers that are the state, in their order
/// @param hands streams of hands that go along whole
/// @param views cameras, in their order
/// @param actions how the actions come about
/// @param oldestMillis how old a sample may be that a row is made of; older ones count as missing
/// @param commands streams that are the action where that is what was commanded; else empty
/// @param chunkRows how many rows make a chunk where actions count from its first pose
/// @param idle which rows are left out because nothing moves; null for none
public record DatasetPlan(
    PictureRate rate,
    List<Part> streams,
    List<Part> hands,
    List<View> views,
    ActionRule actions,
    double oldestMillis,
    List<Part> commands,
    int chunkRows,
    @Nullable IdleRule idle) {
  /// A second of most datasets.
  public static final int USUAL_CHUNK_ROWS = 24;

  public DatasetPlan {
    streams = List.copyOf(streams);
    hands = List.copyOf(hands);
    views = List.copyOf(views);
    commands = List.copyOf(commands);
    if (!(oldestMillis > 0)) {
      throw new IllegalArgumentException("A sample may be " + oldestMillis + " ms old");
    }
    if (chunkRows < 1) {
      throw new IllegalArgumentException("A chunk of " + chunkRows + " rows");
    }
    if (actions == ActionRule.COMMANDED && commands.isEmpty()) {
      throw new IllegalArgumentException("Nothing is commanded");
    }
  }

  /// One without commands in which nothing is left out.
  public DatasetPlan(
      PictureRate rate,
      List<Part> streams,
      List<Part> hands,
      List<View> views,
      ActionRule actions,
      double oldestMillis) {
    this(rate, streams, hands, views, actions, oldestMillis, List.of(), USUAL_CHUNK_ROWS, null);
  }

  /// The same with other views, as a format needs them.
  public DatasetPlan withViews(List<View> others) {
    return new DatasetPlan(
        rate, streams, hands, others, actions, oldestMillis, commands, chunkRows, idle);
  }

  /// The same with the hands as a part of the state, behind the rest, for formats that know a body
  /// by its state alone.
  public DatasetPlan withHandsInState() {
    List<Part> all = new ArrayList<>(streams);
    all.addAll(hands);
    return new DatasetPlan(
        rate, all, List.of(), views, actions, oldestMillis, commands, chunkRows, idle);
  }

  /// When nothing moves.
  ///
  /// @param share of a number's extent in the episode; less than this in a row is rest
  /// @param seconds of rest that are kept before a row is left out
  public record IdleRule(double share, double seconds) {
    public IdleRule {
      if (!(share > 0 && share < 1 && seconds >= 0)) {
        throw new IllegalArgumentException(share + " of the extent for " + seconds + " s");
      }
    }
  }

  /// A stream of numbers.
  ///
  /// @param name in the dataset
  /// @param channels their names in the dataset
  /// @param units of the channels
  public record Part(String stream, String name, List<String> channels, List<String> units) {
    public Part {
      channels = List.copyOf(channels);
      units = List.copyOf(units);
    }
  }

  /// A camera.
  ///
  /// @param name in the dataset
  public record View(String stream, String name, int width, int height) {}

  /// What the action of a row is.
  public enum ActionRule {
    /// Where the body is one row later.
    NEXT_STATE("the state one row later"),
    /// How far the body gets until one row later.
    STEP("the state one row later minus the state"),
    /// What the body was told.
    COMMANDED("the value commanded at the row"),
    /// Where the body is one row later; poses as seen from where they were at the chunk's first
    /// row.
    CHUNK_POSE("the state one row later, poses relative to the pose at the chunk's first row");

    private final String words;

    ActionRule(String words) {
      this.words = words;
    }

    /// For the dataset's card.
    public String words() {
      return words;
    }
  }

  /// How many numbers a state has.
  public int width() {
    return width(streams);
  }

  private static int width(List<Part> parts) {
    return parts.stream().mapToInt(part -> part.channels().size()).sum();
  }

  /// What the numbers of an action are.
  public List<Part> actionParts() {
    return actions == ActionRule.COMMANDED ? commands : streams;
  }

  /// The names of the action's numbers, in their order.
  public List<String> actionNames() {
    return actionParts().stream().flatMap(part -> part.channels().stream()).toList();
  }

  /// The names of the state's numbers, in their order.
  public List<String> names() {
    return streams.stream().flatMap(part -> part.channels().stream()).toList();
  }
}
