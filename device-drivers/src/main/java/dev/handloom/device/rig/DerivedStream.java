package dev.handloom.device.rig;

import dev.handloom.device.stream.Processor;
import dev.handloom.device.stream.Sample;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A processor at work: runs on the thread of the stream that it hangs on.
final class DerivedStream {
  private final Processor processor;
  private final LiveStream stream;
  private final Sample out;
  private final List<DerivedStream> followers = new CopyOnWriteArrayList<>();

  DerivedStream(Processor processor, LiveStream stream) {
    this.processor = processor;
    this.stream = stream;
    out = new Sample(stream.spec());
  }

  LiveStream stream() {
    return stream;
  }

  /// Another processor takes what comes out of this one.
  void attach(DerivedStream next) {
    followers.add(next);
  }

  void follow(Sample in) {
    out.sequence = in.sequence;
    out.deviceTicks = in.deviceTicks;
    out.arrivalNanos = in.arrivalNanos;
    out.captureNanos = in.captureNanos;
    out.boundNanos = in.boundNanos;
    if (processor.process(in, out)) {
      stream.health().arrived(in.arrivalNanos);
      stream.ring().publish(out);
      for (DerivedStream next : followers) {
        next.follow(out);
      }
    }
  }
}
