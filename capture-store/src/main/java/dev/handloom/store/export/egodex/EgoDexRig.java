package dev.handloom.store.export.egodex;

import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.Part;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.export.poses.PosePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which streams are the hands, the wrists and the head camera of an EgoDex episode.
///
/// @param head the pose of the head or of its camera
record EgoDexRig(List<Worn> hands, Part head, View camera) {
  private static final Set<String> HEAD = Set.of("head", "ego", "eyes");
  private static final Set<String> NO_WRIST =
      Set.of("head", "gripper", "camera", "object", "board");

  /// A hand whose joints are told from the wrist, and where that wrist is.
  record Worn(HandSide side, Part hand, Part wrist) {}

  EgoDexRig {
    hands = List.copyOf(hands);
  }

  /// @param said `left.wrist`, `right.wrist`, `head` and `camera`, where a person chose
  static EgoDexRig of(DatasetPlan plan, Map<String, String> said) throws DatasetException {
    List<Part> poses = plan.streams().stream().filter(PosePart::pose).toList();
    List<Worn> hands = new ArrayList<>();
    List<String> lacking = new ArrayList<>();
    for (Part hand : plan.hands()) {
      HandSide side = side(hand);
      if (side == null || hand.channels().size() != HandPose.VALUES) {
        continue;
      }
      String word = side.name().toLowerCase(Locale.ROOT);
      Part wrist =
          pick(
              poses,
              said.get(word + ".wrist"),
              part -> PosePart.side(part.stream()).equals(word) && !named(part.stream(), NO_WRIST));
      if (wrist == null) {
        lacking.add(word);
      } else if (hands.stream().noneMatch(one -> one.side() == side)) {
        hands.add(new Worn(side, hand, wrist));
      }
    }
    if (hands.isEmpty()) {
      throw new DatasetException(
          lacking.isEmpty()
              ? "EgoDex is about hands, and these episodes have no stream of a hand in common whose"
                  + " name says left or right."
              : "EgoDex places hands in the room, and a glove alone tells the fingers only: a stream"
                  + " of x, y, z, qx, qy, qz, qw is needed for the "
                  + String.join(" and the ", lacking)
                  + " wrist, as a tracker on it sends, with that side in its name (or say --set "
                  + lacking.getFirst()
                  + ".wrist=STREAM).");
    }
    Part head = pick(poses, said.get("head"), part -> named(part.stream(), HEAD));
    if (head == null) {
      throw new DatasetException(
          "EgoDex needs where the head camera is: a stream of x, y, z, qx, qy, qz, qw whose name"
              + " says head, as a tracker on it sends (or say --set head=STREAM).");
    }
    return new EgoDexRig(hands, head, camera(plan, said.get("camera")));
  }

  private static View camera(DatasetPlan plan, @Nullable String wanted) throws DatasetException {
    for (View view : plan.views()) {
      if (wanted == null ? named(view.stream(), HEAD) : view.stream().equals(wanted)) {
        return view;
      }
    }
    if (wanted == null && plan.views().size() == 1) {
      return plan.views().getFirst();
    }
    throw new DatasetException(
        "EgoDex has the pictures of one camera on the head, and it is not plain which it is. Say"
            + " --set camera=STREAM.");
  }

  private interface Fit {
    boolean test(Part part);
  }

  private static @Nullable Part pick(List<Part> poses, @Nullable String wanted, Fit fit)
      throws DatasetException {
    if (wanted != null) {
      return poses.stream()
          .filter(part -> part.stream().equals(wanted))
          .findFirst()
          .orElseThrow(() ->
              new DatasetException(
                  "There is no stream of poses “"
                      + wanted
                      + "” that all these episodes have alike."));
    }
    List<Part> fitting = poses.stream().filter(fit::test).toList();
    return fitting.size() == 1 ? fitting.getFirst() : null;
  }

  private static boolean named(String stream, Set<String> words) {
    return PosePart.words(stream).stream().anyMatch(words::contains);
  }

  private static @Nullable HandSide side(Part hand) {
    return switch (PosePart.side(hand.stream())) {
      case "left" -> HandSide.LEFT;
      case "right" -> HandSide.RIGHT;
      default -> null;
    };
  }

  /// The streams of numbers that are needed.
  List<Part> streams() {
    Set<Part> used = new java.util.LinkedHashSet<>();
    used.add(head);
    hands.forEach(worn -> used.add(worn.wrist()));
    return List.copyOf(used);
  }
}
