package dev.handloom.store.dataset;

import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import java.util.Collection;

/// What the streams of episodes are called in a dataset: neither slashes nor dashes, and no more
/// words than it takes to tell them apart.
record DatasetNames(Collection<String> streams) {
  private static final String PICTURES = "/video";

  String of(StreamSpec spec) {
    String name = spec.name();
    if (spec.kind() == StreamKind.VIDEO && name.endsWith(PICTURES)) {
      String device = name.substring(0, name.length() - PICTURES.length());
      if (!streams.contains(device)) {
        name = device;
      }
    }
    String plain = plain(name);
    boolean twice =
        streams.stream()
            .anyMatch(other -> !other.equals(spec.name()) && plain(other).equals(plain));
    return twice
        ? plain + "_" + (1 + streams.stream().sorted().toList().indexOf(spec.name()))
        : plain;
  }

  private static String plain(String name) {
    return name.replace('/', '_').replace('-', '_');
  }
}
