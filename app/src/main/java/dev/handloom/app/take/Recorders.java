package dev.handloom.app.take;

import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.ui.settings.RecordingChoices;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;

/// Recorders as a person wants them.
final class Recorders {
  private static final long MEGABYTE = 1_000_000;
  private static final long GIGABYTE = 1_000_000_000;

  private Recorders() {}

  static EpisodeRecorder of(Workplace workplace, Library store, RecordingChoices by) {
    return new EpisodeRecorder(
        workplace.rig().hub(),
        workplace.rig().devices(),
        store,
        RecorderOptions.standard("Handloom " + Version.text())
            .withRoom(by.stopMegabytes() * MEGABYTE, by.warnGigabytes() * GIGABYTE));
  }
}
