package dev.handloom.preview.example;

import dev.handloom.preview.pack.Manifest;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.preview.pack.Manifest.Fit;
import java.util.ArrayList;
import java.util.List;

/// What an observation for a model is made of: which camera and which channels go under which
/// names, how large, how often.
///
/// @param stepSeconds between two steps
/// @param steps of a chunk
/// @param frames which pictures, in steps before now, oldest first; ends with 0
/// @param horizons at which steps ahead it dreams; empty for one that does not
/// @param views in the model's order
/// @param groups of numbers, in the model's order
/// @param actions what it answers, in order, by the channels they belong to; empty where nobody
///   knows
public record Wants(
    double stepSeconds,
    int steps,
    List<Integer> frames,
    List<Integer> horizons,
    List<View> views,
    List<Group> groups,
    List<Channel> actions) {
  /// The name of the one group of a pack: all its state, in its order.
  public static final String STATE = "state";

  public Wants {
    if (!(stepSeconds > 0) || steps < 0 || frames.isEmpty() || frames.getLast() != 0) {
      throw new IllegalArgumentException(
          "A step of " + stepSeconds + " s, " + steps + " steps, pictures at " + frames);
    }
    frames = List.copyOf(frames);
    horizons = List.copyOf(horizons);
    views = List.copyOf(views);
    groups = List.copyOf(groups);
    actions = List.copyOf(actions);
  }

  /// A picture.
  ///
  /// @param name by the model
  /// @param camera the stream it comes from
  public record View(String name, String camera, int width, int height, Fit fit) {}

  /// Numbers that go under one name.
  ///
  /// @param name by the model
  /// @param channels as `stream.channel`
  public record Group(String name, List<Channel> channels) {
    public Group {
      channels = List.copyOf(channels);
    }
  }

  /// What a pack wants: its cameras under their own names, its state as one group.
  public static Wants of(Manifest manifest) {
    return new Wants(
        manifest.stepSeconds(),
        manifest.steps(),
        manifest.frames(),
        manifest.horizons(),
        manifest.cameras().stream()
            .map(c -> new View(c.name(), c.name(), c.width(), c.height(), c.fit()))
            .toList(),
        manifest.state().isEmpty() ? List.of() : List.of(new Group(STATE, manifest.state())),
        manifest.actions());
  }

  /// All channels of all groups, in order.
  public List<Channel> state() {
    List<Channel> all = new ArrayList<>();
    groups.forEach(group -> all.addAll(group.channels()));
    return all;
  }

  /// The moments before now that are looked at, in steps, oldest first.
  public List<Integer> earlier() {
    return frames.subList(0, frames.size() - 1);
  }

  /// How many steps before a row are looked at.
  public int before() {
    return -frames.getFirst();
  }

  /// How many steps after a row are needed to know all that followed.
  public int after() {
    return Math.max(steps, horizons.stream().mapToInt(h -> h).max().orElse(0));
  }

  /// The spread of each action, in its unit: by it errors of different units become comparable.
  public double[] spreads() {
    return actions.stream().mapToDouble(Channel::spread).toArray();
  }
}
