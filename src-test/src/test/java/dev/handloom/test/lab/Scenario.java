package dev.handloom.test.lab;

/// Something that the product must do with a real device node.
interface Scenario {
  /// One word or two, by which it can be asked for.
  String name();

  /// What a line of the table says of it.
  String shows();

  /// Does it. Leaves the machine as it found it.
  ///
  /// @return what was measured or seen, for the table
  /// @throws Wrong if the product does not do what it must
  /// @throws Skipped if this machine cannot show it
  String run(Bench bench) throws Exception;

  /// The product is wrong.
  final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String what) {
      super(what);
    }
  }

  /// The machine lacks something, which is not the product's fault.
  final class Skipped extends Exception {
    private static final long serialVersionUID = 1L;

    Skipped(String why) {
      super(why);
    }
  }

  /// Complains unless something holds.
  static void must(boolean holds, String what) throws Wrong {
    if (!holds) {
      throw new Wrong(what);
    }
  }
}
