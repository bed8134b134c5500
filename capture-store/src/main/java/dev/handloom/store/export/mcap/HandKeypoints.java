package dev.handloom.store.export.mcap;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.JointOrder;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.export.poses.JointConfidence;
import dev.handloom.store.export.poses.KeypointWish;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.payload.PayloadWriter;
import dev.handloom.store.payload.SampleForm;
import dev.handloom.store.payload.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The 21 keypoints of hands in the orders of other programs, on topics beside those of the hands:
/// poses as the wrist sees them, and how far each is to be trusted. No stream of their own: an
/// import leaves them out.
final class HandKeypoints {
  private static final double REACH_METRES = 0.4;

  private final List<JointOrder> orders;
  private final ExportOutput out;
  private final PayloadWriter payload;
  private boolean any;

  HandKeypoints(List<JointOrder> orders, ExportOutput out, PayloadWriter payload) {
    this.orders = orders;
    this.out = out;
    this.payload = payload;
  }

  /// Whether there is a hand whose keypoints are written.
  boolean any() {
    return any;
  }

  /// The way of a stream into the file, and of what is made of it.
  StreamCopy beside(StreamSpec spec, StreamCopy copy) {
    if (orders.isEmpty()) {
      return copy;
    }
    List<Beside> made = new ArrayList<>();
    if (spec.kind() == StreamKind.HAND && Form.of(spec) == Form.HAND) {
      any = true;
      orders.forEach(order -> made.add(points(spec, order)));
    }
    JointConfidence.handOf(spec)
        .ifPresent(hand -> orders.forEach(order -> made.add(trust(spec, hand, order))));
    return made.isEmpty() ? copy : new Both(copy, made);
  }

  private Beside points(StreamSpec hand, JointOrder order) {
    List<Channel> channels = new ArrayList<>();
    List<Integer> joints = new ArrayList<>();
    for (int place = 0; place < order.count(); place++) {
      joints.add(Objects.requireNonNull(order.at(place)).ordinal());
      for (String part : List.of("_x", "_y", "_z", "_qx", "_qy", "_qz", "_qw")) {
        String name = KeypointWish.name(order, place) + part;
        channels.add(
            part.length() == 2
                ? new Channel(name, Unit.METRE, -REACH_METRES, REACH_METRES)
                : new Channel(name, Unit.NONE, -1, 1));
      }
    }
    // The name of the hand: these are poses in the frame of its wrist.
    StreamSpec spec =
        new StreamSpec(hand.name(), hand.kind(), channels, hand.nominalHz(), null, null, null);
    return new Beside(
        channel(Form.HAND, hand.name(), order, "", "poses of the joints, as the wrist sees them"),
        SampleForm.of(spec, Form.HAND),
        new Sample(spec),
        (read, values) -> {
          Pose wrist = pose(read, HandJoint.WRIST.ordinal()).inverse();
          for (int place = 0; place < joints.size(); place++) {
            Pose seen = wrist.then(pose(read, joints.get(place)));
            int at = place * HandPose.PER_JOINT;
            values[at] = seen.position().x();
            values[at + 1] = seen.position().y();
            values[at + 2] = seen.position().z();
            values[at + 3] = seen.rotation().x();
            values[at + 4] = seen.rotation().y();
            values[at + 5] = seen.rotation().z();
            values[at + 6] = seen.rotation().w();
          }
        });
  }

  private Beside trust(StreamSpec said, String hand, JointOrder order) {
    List<Integer> places = JointConfidence.channels(said);
    List<Channel> channels = new ArrayList<>();
    List<Integer> joints = new ArrayList<>();
    for (int place = 0; place < order.count(); place++) {
      joints.add(places.get(Objects.requireNonNull(order.at(place)).ordinal()));
      channels.add(new Channel(KeypointWish.name(order, place), Unit.NONE, 0, 1));
    }
    StreamSpec spec = StreamSpec.signal(hand, channels, said.nominalHz(), null);
    return new Beside(
        channel(
            Form.OWN, hand, order, "_confidence", "0 to 1, how far each joint is to be trusted"),
        SampleForm.of(spec, Form.OWN),
        new Sample(spec),
        (read, values) -> {
          for (int place = 0; place < values.length; place++) {
            values[place] = read.value(joints.get(place));
          }
        });
  }

  private int channel(Form form, String hand, JointOrder order, String end, String meaning) {
    List<String> joints = new ArrayList<>();
    for (int place = 0; place < order.count(); place++) {
      joints.add(KeypointWish.name(order, place));
    }
    return out.channel(
        form.schema(),
        Topics.of(hand) + "/" + KeypointWish.word(order) + end,
        Map.of("of", hand, "meaning", meaning, "joints", String.join(" ", joints)));
  }

  private static Pose pose(PayloadReader read, int joint) {
    int at = joint * HandPose.PER_JOINT;
    return new Pose(
        new Vec3(read.value(at), read.value(at + 1), read.value(at + 2)),
        new Quat(read.value(at + 3), read.value(at + 4), read.value(at + 5), read.value(at + 6))
            .unit());
  }

  /// What is made of a sample.
  private interface Making {
    void make(PayloadReader read, double[] values);
  }

  /// A topic beside a stream's own.
  private record Beside(int channel, SampleForm form, Sample sample, Making making) {}

  private final class Both implements StreamCopy {
    private final StreamCopy copy;
    private final List<Beside> made;

    Both(StreamCopy copy, List<Beside> made) {
      this.copy = copy;
      this.made = made;
    }

    @Override
    public String name() {
      return copy.name();
    }

    @Override
    public void copy(PayloadReader read) throws IOException {
      copy.copy(read);
      for (Beside beside : made) {
        Sample sample = beside.sample;
        sample.captureNanos = read.captureNanos();
        sample.boundNanos = read.boundNanos();
        sample.arrivalNanos = read.arrivalNanos();
        sample.deviceTicks = read.deviceTicks();
        sample.sequence = read.sequence();
        beside.making.make(read, sample.values);
        payload.sample(beside.form, sample);
        out.message(
            beside.channel, read.sequence(), read.arrivalNanos(), read.captureNanos(), payload);
      }
    }

    @Override
    public void skip(PayloadReader read) throws IOException {
      copy.skip(read);
    }

    @Override
    public void close() {
      copy.close();
    }
  }
}
