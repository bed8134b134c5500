package dev.handloom.calibration.fit;

import dev.handloom.calibration.glove.Sense;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.hand.JointSource;
import dev.handloom.calibration.run.PoseTarget;
import dev.handloom.calibration.run.Step;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import java.util.ArrayList;
import java.util.List;

/// Of what an angle's sum may be made, and what is believed of each weight before the run: its mean
/// and how far it may lie from it, in radians.
final class AnglePlan {
  // What is believed beforehand, one standard deviation each, as shares of the angle's own travel.

  /// A raw channel's travel is the person's own; people's differ that much.
  private static final double TRAVEL = 0.25;

  /// A glove that speaks in angles is nearly right.
  private static final double GAIN = 0.15;

  private static final double BOW = 0.10;
  private static final double ANGLE_BOW = 0.04;

  /// Of a neighbouring finger's movement.
  private static final double LEAK = 0.05;

  /// Between the joints of one finger.
  private static final double OWN_LEAK = 0.07;

  private static final double OFFSET = Math.toRadians(5);
  private static final double LEAST_GAIN = Math.toRadians(3);

  final JointSource source;
  final List<Feature> features = new ArrayList<>();
  final List<Double> means = new ArrayList<>();
  final List<Double> spreads = new ArrayList<>();
  final double floor;

  /// What bounds are taken times, see [ProvedBounds].
  final double proved;

  private final List<SensedChannel> channels;
  private final double[] span;

  AnglePlan(List<SensedChannel> channels, double[] span, Finger finger, int angle) {
    this.channels = channels;
    this.span = span;
    Wiring wiring = Wiring.of(channels, span, finger, angle);
    source = wiring.source();
    floor = floor(wiring, finger, angle);
    boolean raw = wiring.channels().stream().noneMatch(c -> channels.get(c).angle());
    proved = ProvedBounds.of(source, wiring.sense(), raw, finger == Finger.THUMB, angle);
    int index = HandAngles.index(finger, angle);
    add(Feature.OFFSET, assumed(wiring, index), source == JointSource.ASSUMED ? 0.12 : OFFSET);
    for (int channel : wiring.channels()) {
      own(channel, wiring, index);
    }
    if (finger == Finger.THUMB) {
      thumb(wiring, angle);
    } else if (source != JointSource.ASSUMED) {
      leaks(finger, angle, wiring);
    }
  }

  /// An angle that nothing shows stands where a resting hand has it.
  private static double assumed(Wiring wiring, int index) {
    return wiring.source() == JointSource.ASSUMED
        ? 0.5 * PoseTarget.of(Step.REST).mean()[index]
        : 0;
  }

  private void own(int channel, Wiring wiring, int index) {
    SensedChannel sensed = channels.get(channel);
    int shared = wiring.channels().size();
    double travel = travel(sensed, index) / shared;
    boolean direct = sensed.angle() && source == JointSource.MEASURED;
    double mean = direct ? Math.abs(span[channel]) / shared : travel;
    double spread =
        direct
            ? Math.max(GAIN * Math.abs(mean), LEAST_GAIN / shared)
            : Math.max((source == JointSource.MEASURED ? TRAVEL : 0.4) * Math.abs(mean), 0.08);
    add(new Feature(Feature.Kind.SLOPE, channel), mean, spread);
    double bow = (sensed.angle() ? ANGLE_BOW : BOW) * Math.max(Math.abs(mean), 0.2);
    add(new Feature(Feature.Kind.BOW, channel), 0, bow);
  }

  /// How far the angle goes in the pose in which the channel goes farthest.
  private static double travel(SensedChannel channel, int index) {
    PoseTarget own = PoseTarget.of(OwnPose.of(channel));
    double travel = own.mean()[index];
    // The middle finger's spread moves as its neighbours' do.
    boolean still = channel.sense() == Sense.SPREAD && Math.abs(travel) < 1e-9;
    return still ? Math.toRadians(15) : travel;
  }

  /// The thumb's joints pull on one another's sensors, so each angle may take from all of them.
  private void thumb(Wiring wiring, int angle) {
    double most = HandAngles.most(Finger.THUMB, angle);
    for (int c = 0; c < span.length; c++) {
      SensedChannel channel = channels.get(c);
      if (channel.finger() == Finger.THUMB
          && !Double.isNaN(span[c])
          && !wiring.channels().contains(c)) {
        add(new Feature(Feature.Kind.SLOPE, c), 0, (channel.angle() ? 0.06 : 0.11) * most);
      }
    }
  }

  private void leaks(Finger finger, int angle, Wiring wiring) {
    double most = HandAngles.most(finger, angle);
    for (int c = 0; c < span.length; c++) {
      SensedChannel channel = channels.get(c);
      Finger other = channel.finger();
      if (other == null || Double.isNaN(span[c]) || wiring.channels().contains(c)) {
        continue;
      }
      int apart = Math.abs(other.ordinal() - finger.ordinal());
      boolean neighbour = apart == 1 && other != Finger.THUMB && channel.sense() == wiring.sense();
      boolean same = apart == 0 && channel.sense() != Sense.SPREAD;
      if (neighbour || same) {
        add(new Feature(Feature.Kind.SLOPE, c), 0, (same ? OWN_LEAK : LEAK) * Math.max(most, 0.7));
      }
    }
  }

  /// What the form of the sum leaves out, in degrees: hysteresis and more curvature than one bow
  /// where an angle has its own sensor; where it has none, how freely joints move against each
  /// other.
  private static double floor(Wiring wiring, Finger finger, int angle) {
    return Math.toRadians(
        switch (wiring.source()) {
          case MEASURED -> finger == Finger.THUMB ? 3.0 : 2.0;
          case INFERRED -> wiring.sense() == Sense.CURL || finger == Finger.THUMB ? 9 : 6.5;
          case ASSUMED, MISSING -> finger == Finger.THUMB ? 14 : angle == 1 ? 5 : 14;
        });
  }

  private void add(Feature feature, double mean, double spread) {
    features.add(feature);
    means.add(mean);
    spreads.add(spread);
  }
}
