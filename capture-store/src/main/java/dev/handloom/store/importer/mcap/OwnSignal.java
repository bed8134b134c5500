package dev.handloom.store.importer.mcap;

import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.importer.EpisodeDraft.Numbers;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.PayloadReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// A stream of numbers out of a file that we exported.
final class OwnSignal {
  private final StreamSpec spec;
  private final Form form;
  private final PayloadReader read = new PayloadReader();
  private final OwnStamps stamps = new OwnStamps();
  private final List<double[]> rows = new ArrayList<>();

  OwnSignal(StreamSpec spec, Form form) {
    this.spec = spec;
    this.form = form;
  }

  void add(MemorySegment message) throws IOException {
    read.read(form, message);
    int width = spec.channels().size();
    if (read.valueCount() != width) {
      throw new IOException(spec.name() + " has " + read.valueCount() + " values and not " + width);
    }
    double[] row = new double[width];
    for (int i = 0; i < width; i++) {
      row[i] = read.value(i);
    }
    rows.add(row);
    stamps.add(read);
  }

  Numbers numbers() {
    return new Numbers(
        spec, stamps.captures(), rows.toArray(double[][]::new), Sample.UNBOUNDED, stamps.stamps());
  }
}
