package dev.handloom.app.studio;

import dev.handloom.app.handsfree.HandsFree;
import dev.handloom.app.take.TakeSettings;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.workspace.record.HandsFreeSheet;
import java.util.function.Supplier;
import org.kordamp.ikonli.feather.Feather;

/// The sheets on which a person says how takes are recorded.
final class RecordingSheets {
  private final Remembered remembered;
  private final RecordingDesk recording;
  private final HandsFree handsFree;
  private final Supplier<SheetLayer> sheets;

  RecordingSheets(
      Remembered remembered,
      RecordingDesk recording,
      HandsFree handsFree,
      Supplier<SheetLayer> sheets) {
    this.remembered = remembered;
    this.recording = recording;
    this.handsFree = handsFree;
    this.sheets = sheets;
  }

  void declare(Actions actions) {
    actions.add(
        Action.named("record.settings", "Recording settings…", this::settings)
            .icon(Feather.SLIDERS)
            .menu("Record")
            .describedAs("Pre-roll, seconds to keep, when the disk is low."));
    actions.add(
        Action.named("record.handsfree", "Hands free…", this::handsFree)
            .icon(Feather.COMMAND)
            .menu("Record")
            .describedAs("What pedals, buttons and keys send and do; what is heard; the pinch."));
  }

  private void settings() {
    TakeSettings sheet =
        new TakeSettings(
            remembered.settings().recording(),
            choices -> remembered.change(settings -> settings.withRecording(choices)),
            () -> sheets.get().close());
    sheets.get().show(sheet.sheet(), sheet.first());
  }

  private void handsFree() {
    HandsFreeSheet sheet =
        new HandsFreeSheet(
            handsFree,
            remembered.settings().cues(),
            recording.cues(),
            choices -> {
              remembered.change(settings -> settings.withCues(choices));
              recording.arm(choices);
            },
            () -> sheets.get().close());
    sheets.get().show(sheet.sheet(), sheet.first());
  }
}
