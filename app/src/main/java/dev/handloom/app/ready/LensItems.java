package dev.handloom.app.ready;

import dev.handloom.app.lens.KnownLens;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Cameras whose lenses nobody has calibrated: said in one quiet line, since pictures are as good
/// without it, and a camera can be calibrated after the take. Any thread.
public final class LensItems implements Supplier<List<ReadyItem>> {
  private final Supplier<List<KnownLens>> lenses;

  public LensItems(Supplier<List<KnownLens>> lenses) {
    this.lenses = lenses;
  }

  @Override
  public List<ReadyItem> get() {
    List<String> without = new ArrayList<>();
    List<ReadyItem> items = new ArrayList<>();
    for (KnownLens one : lenses.get()) {
      if (!one.trouble().isEmpty()) {
        items.add(
            item(
                ReadyCheck.capital(one.role()),
                "its lens calibration is not used: " + one.trouble(),
                "Calibrate it as it records."));
      } else if (one.profile() == null && !one.simulated()) {
        without.add(one.role());
      }
    }
    if (!without.isEmpty()) {
      items.add(
          item(
              ReadyCheck.capital(String.join(", ", without)),
              "no lens calibration",
              "Cameras under Calibrate makes one, before or after."));
    }
    return items;
  }

  private static ReadyItem item(String subject, String words, String remedy) {
    return new ReadyItem(ReadyItem.Kind.LENS, subject, words, remedy);
  }
}
