package dev.handloom.store.export.mcap;

import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.payload.PayloadWriter;
import dev.handloom.store.payload.SampleForm;
import dev.handloom.store.payload.SpecCodec;
import dev.handloom.store.payload.Topics;
import java.io.IOException;

/// A stream of numbers. Its messages are copied as they are; those of a bundle that was written
/// before a published form was found for them are put into it.
final class SignalCopy implements StreamCopy {
  private final StreamSpec spec;
  private final ExportOutput out;
  private final PayloadWriter payload;
  private final SampleForm form;
  private final Sample sample;
  private final int channel;

  SignalCopy(StreamSpec spec, ExportOutput out, PayloadWriter payload) {
    this.spec = spec;
    this.out = out;
    this.payload = payload;
    form = SampleForm.of(spec);
    sample = new Sample(spec);
    channel = out.channel(form.form().schema(), Topics.of(spec.name()), SpecCodec.write(spec));
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public void copy(PayloadReader read) throws IOException {
    if (read.valueCount() != sample.values.length) {
      throw new IOException(
          name() + " has " + read.valueCount() + " values and not " + sample.values.length);
    }
    if (read.form() == form.form()) {
      out.message(
          channel, read.sequence(), read.arrivalNanos(), read.captureNanos(), read.message());
      return;
    }
    if (read.form() != Form.OWN) {
      throw new IOException(name() + " is recorded in a form that does not fit it");
    }
    sample.captureNanos = read.captureNanos();
    sample.boundNanos = read.boundNanos();
    sample.arrivalNanos = read.arrivalNanos();
    sample.deviceTicks = read.deviceTicks();
    sample.sequence = read.sequence();
    for (int i = 0; i < sample.values.length; i++) {
      sample.values[i] = read.value(i);
    }
    payload.sample(form, sample);
    out.message(channel, read.sequence(), read.arrivalNanos(), read.captureNanos(), payload);
  }
}
