package dev.handloom.test.fuzz;

import java.nio.file.Path;
import java.util.List;

/// Something that reads what others wrote.
interface FuzzTarget {
  String name();

  /// Good inputs, to be made bad.
  List<FuzzInput> seeds();

  /// What the bytes of a file are made of, for mutations that know where to bite.
  Shape shape(String file);

  /// Reads it. A checked exception that [#documented] knows is a good answer; an [AssertionError]
  /// means that the answer was wrong; anything else is a crash.
  ///
  /// @param folder empty, for this case alone
  void read(FuzzInput input, Path folder) throws Exception;

  /// Whether the reader says in its contract that it throws this.
  boolean documented(Throwable thrown);

  /// How much heap one case may take.
  Allowance allowance();

  /// A bound on heap: so much always, and so much for each byte of input.
  record Allowance(long bytes, int perByte) {
    long of(long inputBytes) {
      return bytes + perByte * inputBytes;
    }
  }
}
