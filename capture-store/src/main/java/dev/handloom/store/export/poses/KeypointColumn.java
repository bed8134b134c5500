package dev.handloom.store.export.poses;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.JointOrder;
import dev.handloom.device.hand.MergedHands;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.Part;
import dev.handloom.store.export.DatasetOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A column of a dataset about the keypoints of one hand, beside the state that holds all joints:
/// 21 points as the wrist sees them, how far each is to be trusted, or where the wrist is as seen
/// from where it was at the chunk's first row.
///
/// @param key the column's name
/// @param names of its numbers
public record KeypointColumn(String key, List<String> names, Filling filling) {
  private static final String BEGIN = "observation.keypoints.";
  private static final List<String> AXES = List.of("x", "y", "z");
  private static final List<String> POSE = List.of("x", "y", "z", "qx", "qy", "qz", "qw");

  public KeypointColumn {
    names = List.copyOf(names);
  }

  /// Gives a cell.
  interface Filling {
    float[] cell(DatasetEpisode rows, int row);
  }

  /// A hand among the numbers of a state.
  private record Kept(String side, Part hand, int column) {}

  public float[] cell(DatasetEpisode rows, int row) {
    return filling.cell(rows, row);
  }

  /// Those that are wished for.
  ///
  /// @param plan with its hands in the state
  /// @throws DatasetException where the wish is none that we know, or there is no hand for it
  public static List<KeypointColumn> of(DatasetPlan plan, DatasetOptions options)
      throws DatasetException {
    List<JointOrder> orders =
        KeypointWish.orders(options.extra().getOrDefault(KeypointWish.OPTION, "none"));
    if (orders.isEmpty()) {
      return List.of();
    }
    List<Kept> hands = hands(plan);
    if (hands.isEmpty()) {
      throw new DatasetException(
          "Keypoints are of hands, and these episodes have no stream of a hand in common whose name"
              + " says left or right.");
    }
    List<KeypointColumn> all = new ArrayList<>();
    for (Kept hand : hands) {
      for (JointOrder order : orders) {
        all.add(points(hand, order));
        all.add(confidence(hand, order));
      }
      wrist(plan, hand).ifPresent(part -> all.add(wrist(hand, part)));
    }
    return List.copyOf(all);
  }

  /// One a side: a merged one before others.
  private static List<Kept> hands(DatasetPlan plan) {
    List<Kept> found = new ArrayList<>();
    int column = 0;
    for (Part part : plan.streams()) {
      String side = PosePart.side(part.stream());
      if (part.channels().size() == HandPose.VALUES
          && part.channels().getLast().endsWith("little_tip_qw")
          && !side.isEmpty()) {
        Kept hand = new Kept(side, part, column);
        Kept had = found.stream().filter(each -> each.side().equals(side)).findFirst().orElse(null);
        if (had == null) {
          found.add(hand);
        } else if (part.stream().endsWith(MergedHands.HAND)) {
          found.set(found.indexOf(had), hand);
        }
      }
      column += part.channels().size();
    }
    return found;
  }

  private static KeypointColumn points(Kept hand, JointOrder order) {
    List<String> names = new ArrayList<>();
    for (int place = 0; place < order.count(); place++) {
      for (String axis : AXES) {
        names.add(KeypointWish.name(order, place) + "_" + axis);
      }
    }
    return new KeypointColumn(
        BEGIN + hand.side() + "." + KeypointWish.word(order),
        names,
        (rows, row) -> {
          float[] state = rows.state(row);
          Pose wrist = pose(state, hand.column() + HandJoint.WRIST.ordinal() * HandPose.PER_JOINT);
          float[] points = new float[AXES.size() * order.count()];
          for (int place = 0; place < order.count(); place++) {
            int at = hand.column() + joint(order, place) * HandPose.PER_JOINT;
            Vec3 seen = wrist.inverse().apply(new Vec3(state[at], state[at + 1], state[at + 2]));
            points[AXES.size() * place] = (float) seen.x();
            points[AXES.size() * place + 1] = (float) seen.y();
            points[AXES.size() * place + 2] = (float) seen.z();
          }
          return points;
        });
  }

  private static KeypointColumn confidence(Kept hand, JointOrder order) {
    List<String> names = new ArrayList<>();
    for (int place = 0; place < order.count(); place++) {
      names.add(KeypointWish.name(order, place));
    }
    return new KeypointColumn(
        BEGIN + hand.side() + "." + KeypointWish.word(order) + "_confidence",
        names,
        new Sure(hand.hand().stream(), order));
  }

  /// Episodes are written one after the other: what is said of one is looked up once.
  private static final class Sure implements Filling {
    private final String hand;
    private final JointOrder order;
    private @Nullable DatasetEpisode of;
    private @Nullable JointConfidence said;

    Sure(String hand, JointOrder order) {
      this.hand = hand;
      this.order = order;
    }

    @Override
    public float[] cell(DatasetEpisode rows, int row) {
      JointConfidence now = said;
      if (now == null || of != rows) {
        now = JointConfidence.of(rows, hand);
        said = now;
        of = rows;
      }
      float[] values = new float[order.count()];
      for (int place = 0; place < values.length; place++) {
        values[place] = now.at(row, joint(order, place));
      }
      return values;
    }
  }

  private static Optional<PosePart> wrist(DatasetPlan plan, Kept hand) {
    String stream = hand.hand().stream();
    String own =
        stream.endsWith(MergedHands.HAND)
            ? stream.replace(MergedHands.HAND, MergedHands.WRIST)
            : stream.replace("-hand", "-wrist");
    List<PosePart> poses = PosePart.in(plan);
    Optional<PosePart> exact = PosePart.named(poses, own);
    List<PosePart> others =
        poses.stream()
            .filter(pose -> PosePart.side(pose.part().stream()).equals(hand.side()))
            .filter(pose -> PosePart.words(pose.part().stream()).contains("wrist"))
            .toList();
    return exact.isPresent() || others.size() != 1 ? exact : others.stream().findFirst();
  }

  private static KeypointColumn wrist(Kept hand, PosePart part) {
    return new KeypointColumn(
        BEGIN + hand.side() + ".wrist",
        POSE,
        (rows, row) -> {
          int chunk = rows.plan().chunkRows();
          Pose first = part.pose(rows.state(row - row % chunk));
          Pose seen = first.inverse().then(part.pose(rows.state(row)));
          Quat q = seen.rotation();
          // Both signs say the same rotation; one of them is written.
          double sign = q.w() < 0 ? -1 : 1;
          return new float[] {
            (float) seen.position().x(),
            (float) seen.position().y(),
            (float) seen.position().z(),
            (float) (sign * q.x()),
            (float) (sign * q.y()),
            (float) (sign * q.z()),
            (float) (sign * q.w())
          };
        });
  }

  private static Pose pose(float[] state, int at) {
    return new Pose(
        new Vec3(state[at], state[at + 1], state[at + 2]),
        new Quat(state[at + 3], state[at + 4], state[at + 5], state[at + 6]).unit());
  }

  private static int joint(JointOrder order, int place) {
    return Objects.requireNonNull(order.at(place)).ordinal();
  }
}
