package dev.handloom.device.rig;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StampSource;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The way of a driver's samples into the house: stamps them, counts them, publishes them, and runs
/// the processors that hang on the stream. Belongs to the device's thread.
public final class StreamWriter {
  /// A larger step in a device's own count is a restart, not a loss.
  private static final long MOST_LOST_AT_ONCE = 10_000;

  private final LiveStream stream;
  private final ClockModel clock;
  private final BadFrames badFrames;
  private final Sample sample;
  private final List<DerivedStream> derived = new CopyOnWriteArrayList<>();
  private long counted;
  private long lastSequence = -1;

  StreamWriter(LiveStream stream, ClockModel clock, BadFrames badFrames) {
    this.stream = stream;
    this.clock = clock;
    this.badFrames = badFrames;
    sample = new Sample(stream.spec());
  }

  public StreamSpec spec() {
    return stream.spec();
  }

  /// The values to fill before [#publish].
  public double[] values() {
    return sample.values;
  }

  /// The whole holder, for drivers that fill a payload.
  public Sample sample() {
    return sample;
  }

  /// For devices that do not count their samples.
  public void publish(long deviceTicks, long arrivalNanos) {
    publish(deviceTicks, arrivalNanos, counted);
  }

  /// For devices that count: a step of more than one is a loss, and is counted as one.
  public void publish(long deviceTicks, long arrivalNanos, long sequence) {
    long step = sequence - lastSequence;
    if (lastSequence >= 0 && step > 1 && step <= MOST_LOST_AT_ONCE) {
      stream.health().lost(step - 1);
      LossEvent.report(stream.spec().name(), step - 1);
    }
    lastSequence = sequence;
    sample.sequence = sequence;
    sample.deviceTicks = deviceTicks;
    sample.arrivalNanos = arrivalNanos;
    clock.stamp(sample);
    publishStamped();
  }

  /// For the second stream of a packet that carries several: the times are those that the first was
  /// just published with, because a clock model must see each packet once.
  public void publishBeside(StreamWriter first) {
    sample.sequence = first.sample.sequence;
    sample.deviceTicks = first.sample.deviceTicks;
    sample.arrivalNanos = first.sample.arrivalNanos;
    sample.captureNanos = first.sample.captureNanos;
    sample.boundNanos = first.sample.boundNanos;
    publishStamped();
  }

  /// One of several samples of a packet that were measured one after the other: this one so long
  /// before the moment for which another stream's sample of the packet stands.
  public void publishBefore(StreamWriter first, long nanosBefore) {
    sample.sequence = counted;
    sample.deviceTicks = first.sample.deviceTicks;
    sample.arrivalNanos = first.sample.arrivalNanos;
    sample.captureNanos = first.sample.captureNanos - nanosBefore;
    sample.boundNanos = first.sample.boundNanos;
    publishStamped();
  }

  private void publishStamped() {
    counted++;
    stream.health().arrived(sample.arrivalNanos);
    stream.ring().publish(sample);
    for (DerivedStream next : derived) {
      next.follow(sample);
    }
  }

  /// Bytes that made no sample; the first of them are kept for a person to look at.
  public void bad(byte[] bytes, int offset, int length, long arrivalNanos) {
    stream.health().bad();
    badFrames.add(bytes, offset, length, arrivalNanos);
  }

  /// Samples that the device or the link says never came, where the sequence does not tell.
  public void lost(long samples) {
    if (samples > 0) {
      stream.health().lost(samples);
      LossEvent.report(stream.spec().name(), samples);
    }
  }

  /// Where the raw stamps come from, where only the connected device can tell; before the first
  /// [#publish].
  public void stampedBy(StampSource source) {
    stream.health().stampedBy(source);
  }

  /// The device's clock, for a driver that has more to tell it than samples: the one that its
  /// [DeviceDriver#clock] made.
  public <T extends ClockModel> T clock(Class<T> kind) {
    return kind.cast(clock);
  }

  void attach(DerivedStream next) {
    derived.add(next);
  }

  void detach(DerivedStream old) {
    derived.remove(old);
  }

  void reconnected() {
    lastSequence = -1;
    stream.health().reconnected();
  }
}
