package dev.handloom.app.space;

import dev.handloom.app.ui.space.SpaceThing.Kind;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.MergedHands;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Channels of a stream that say where something is.
///
/// @param name of the thing, for a person
/// @param space the device in whose space it is told
/// @param channels of x y z qx qy qz qw
/// @param tracked the channel that says whether it is seen; −1 where none does
/// @param hand the joints of the hand whose wrist it is; null for anything else
public record SceneSource(
    Kind kind,
    String name,
    String space,
    StreamSpec stream,
    List<Integer> channels,
    int tracked,
    @Nullable StreamSpec hand) {
  private static final List<String> PARTS = List.of("x", "y", "z", "qx", "qy", "qz", "qw");
  private static final String LAST = PARTS.getLast();
  private static final String TRACKED = "tracked";
  private static final String WRIST = "wrist";

  /// Positions that are all zero, and a rotation by nothing: no device means that by a place.
  private static final double NOWHERE = 1 + 1e-9;

  public SceneSource {
    channels = List.copyOf(channels);
  }

  /// All that say so among streams. What is in a hand that was put together of it is left out.
  public static List<SceneSource> of(List<StreamSpec> streams, SceneWords words) {
    List<SceneSource> found = new ArrayList<>();
    for (StreamSpec stream : streams) {
      boolean held = streams.stream().anyMatch(other -> MergedHands.holds(other, stream.name()));
      boolean first = !stream.derived() || MergedHands.made(stream);
      if (stream.kind() == StreamKind.SIGNAL && first && !held) {
        add(stream, streams, words, found);
      }
    }
    boolean oneHead = found.stream().filter(each -> each.kind == Kind.HEAD).count() == 1;
    return oneHead ? found.stream().map(SceneSource::theHead).toList() : found;
  }

  /// Where there is one head, nobody asks whose it is.
  private SceneSource theHead() {
    return kind == Kind.HEAD
        ? new SceneSource(kind, "Head", space, stream, channels, tracked, hand)
        : this;
  }

  private static void add(
      StreamSpec stream, List<StreamSpec> all, SceneWords words, List<SceneSource> into) {
    List<String> names = stream.channels().stream().map(Channel::name).toList();
    for (String last : names) {
      if (!last.endsWith(LAST)) {
        continue;
      }
      String begin = last.substring(0, last.length() - LAST.length());
      List<Integer> channels = PARTS.stream().map(part -> names.indexOf(begin + part)).toList();
      String whole = stream.name() + " " + begin;
      // Where somebody looks or points is no thing.
      if (!channels.contains(-1) && !whole.contains("gaze") && !begin.startsWith("aim")) {
        StreamSpec hand = hand(stream, all).orElse(null);
        Kind kind = kind(stream, whole, hand != null, words);
        int own = names.indexOf(begin + TRACKED);
        into.add(
            new SceneSource(
                kind,
                title(stream, begin, kind, words.device(stream.device())),
                space(stream),
                stream,
                channels,
                own >= 0 ? own : names.indexOf(TRACKED),
                hand));
      }
    }
  }

  private static Optional<StreamSpec> hand(StreamSpec wrist, List<StreamSpec> all) {
    String name = wrist.name();
    if (!name.endsWith(WRIST)) {
      return Optional.empty();
    }
    String joints = name.substring(0, name.length() - WRIST.length()) + "hand";
    return all.stream()
        .filter(each -> each.name().equals(joints) && each.channels().size() == HandPose.VALUES)
        .findFirst();
  }

  private static Kind kind(StreamSpec stream, String whole, boolean hand, SceneWords words) {
    if (hand) {
      return words.side(stream) == HandSide.LEFT ? Kind.LEFT_HAND : Kind.RIGHT_HAND;
    }
    if (whole.contains("controller")) {
      return Kind.CONTROLLER;
    }
    if (whole.contains("gripper")) {
      return Kind.GRIPPER;
    }
    if (stream.name().endsWith("/body")) {
      return Kind.BODY;
    }
    return stream.name().endsWith("/head") ? Kind.HEAD : Kind.TRACKER;
  }

  private static String title(StreamSpec stream, String begin, Kind kind, String device) {
    String part = stream.name().substring(stream.name().indexOf('/') + 1);
    String words =
        switch (kind) {
          case HEAD -> "head of the " + device;
          case BODY -> "body of the " + device;
          case LEFT_HAND -> "left hand";
          case RIGHT_HAND -> "right hand";
          case CONTROLLER -> part.replace('-', ' ');
          default -> begin.isEmpty() ? device : begin.replace('_', ' ').strip() + ", " + device;
        };
    return capital(words);
  }

  static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /// A merged hand is where its wrist was seen, which is not the glove.
  private static String space(StreamSpec stream) {
    return MergedHands.sources(stream).stream()
        .map(source -> source.replaceFirst("/.*", ""))
        .filter(device -> !device.equals(stream.device()))
        .findFirst()
        .orElse(stream.device());
  }

  /// Where it is by the values of its stream; empty where these say nothing.
  Optional<Pose> pose(double[] values) {
    double[] v = new double[PARTS.size()];
    double sum = 0;
    double size = 0;
    for (int i = 0; i < v.length; i++) {
      v[i] = values[channels.get(i)];
      sum += v[i];
      size += Math.abs(v[i]);
    }
    // Switched off since the start: it is nowhere.
    boolean never = tracked >= 0 && values[tracked] == 0 && size <= NOWHERE;
    return Double.isFinite(sum) && !never
        ? Optional.of(new Pose(new Vec3(v[0], v[1], v[2]), new Quat(v[3], v[4], v[5], v[6]).unit()))
        : Optional.empty();
  }

  /// Whether it is seen, by the values of its stream, and not only remembered.
  boolean seen(double[] values) {
    return tracked < 0 || values[tracked] > 0.5;
  }
}
