package dev.handloom.device.rig;

import dev.handloom.device.stream.Processor;
import dev.handloom.device.stream.Sample;

/// A processor at work: runs on the thread of the stream that it hangs on.
final class DerivedStream {
  private final Processor processor;
  private final LiveStream stream;
  private final Sample out;

  DerivedStream(Processor processor, LiveStream stream) {
    this.processor = processor;
    this.stream = stream;
    out = new Sample(stream.spec());
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
    }
  }
}
