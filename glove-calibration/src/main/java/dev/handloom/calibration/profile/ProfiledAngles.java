package dev.handloom.calibration.profile;

import dev.handloom.calibration.fit.GloveModel;
import dev.handloom.calibration.glove.GloveReader;
import dev.handloom.calibration.hand.AngleLimits;
import dev.handloom.calibration.hand.AngleName;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Processor;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;

/// A profile applied to the live stream of its glove: raw in, 20 joint angles out, and for each the
/// bound within which it lies 19 times in 20. Runs on the glove's thread and allocates nothing per
/// sample.
public final class ProfiledAngles implements Processor {
  private final StreamSpec output;
  private final GloveReader reader;
  private final GloveModel.Predictor predictor;
  private final double[] read;
  private final double[] angles = new double[HandAngles.COUNT];
  private final double[] bounds = new double[HandAngles.COUNT];
  private final boolean[] there = new boolean[HandAngles.COUNT];

  /// @throws IllegalArgumentException where the profile was made on another glove
  public ProfiledAngles(StreamSpec input, String outputName, Profile profile) {
    reader = GloveReader.of(input, profile.side());
    if (!profile.fits(reader.channels())) {
      throw new IllegalArgumentException(
          "The profile " + profile.id() + " was made on another glove than " + input.name());
    }
    output =
        new StreamSpec(
            outputName,
            StreamKind.SIGNAL,
            channels(),
            input.nominalHz(),
            null,
            null,
            ProfiledHand.maker(profile));
    predictor = profile.model().predictor();
    read = new double[reader.channels().size()];
    for (int i = 0; i < there.length; i++) {
      there[i] = profile.fingers().contains(Finger.values()[i / HandAngles.PER_FINGER]);
    }
  }

  private static List<Channel> channels() {
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < HandAngles.COUNT; i++) {
      double low = AngleLimits.low(i);
      channels.add(new Channel(AngleName.of(i), Unit.RADIAN, low, AngleLimits.high(i)));
    }
    for (int i = 0; i < HandAngles.COUNT; i++) {
      channels.add(new Channel(AngleName.of(i) + "_bound", Unit.RADIAN, 0, Math.PI));
    }
    return channels;
  }

  @Override
  public StreamSpec output() {
    return output;
  }

  @Override
  public boolean process(Sample in, Sample out) {
    reader.read(in.values, read);
    if (ProfiledHand.silent(read)) {
      return false;
    }
    predictor.angles(read, angles);
    predictor.bounds(bounds);
    for (int i = 0; i < HandAngles.COUNT; i++) {
      out.values[i] = there[i] ? angles[i] : Double.NaN;
      out.values[HandAngles.COUNT + i] = there[i] ? bounds[i] : Double.NaN;
    }
    return true;
  }
}
