package dev.handloom.app.calibrate;

import dev.handloom.calibration.profile.Profile;
import dev.handloom.store.episode.Enclosure;
import java.util.ArrayList;
import java.util.List;

/// The profiles that go into an episode: whole, but for the recordings of their runs.
public final class Enclosed {
  private Enclosed() {}

  public static List<Enclosure> of(List<Worn> worn) {
    List<Enclosure> enclosures = new ArrayList<>();
    for (Worn one : worn) {
      Profile profile = one.profile();
      if (profile != null) {
        String stream = one.glove().handName();
        enclosures.add(
            new Enclosure(
                "calibration-" + stream.replace('/', '-') + ".json",
                "application/json",
                stream,
                "Calibration " + profile.id() + ": " + profile.words(),
                profile.json()));
      }
    }
    return enclosures;
  }
}
