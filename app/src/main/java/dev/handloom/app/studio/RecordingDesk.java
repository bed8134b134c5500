package dev.handloom.app.studio;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.cue.Cue;
import dev.handloom.app.cue.Cues;
import dev.handloom.app.cue.RunCues;
import dev.handloom.app.cue.Touch;
import dev.handloom.app.handsfree.PinchWatch;
import dev.handloom.app.headset.HeadsetRoom;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.preview.ModelDesk;
import dev.handloom.app.preview.MoreLikeThis;
import dev.handloom.app.preview.ServerBook;
import dev.handloom.app.ready.ReadyItem;
import dev.handloom.app.ready.ReadyWatch;
import dev.handloom.app.run.Ambient;
import dev.handloom.app.run.RunOfTakes;
import dev.handloom.app.take.StreamAlarm;
import dev.handloom.app.take.TakeWords;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.settings.CueChoices;
import dev.handloom.app.ui.settings.Settings;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.workspace.preview.PreviewWorkspace;
import dev.handloom.app.workspace.record.RecordWorkspace;
import dev.handloom.device.rig.Device;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All that stands around a take: runs, the check before it, the alarm in it, what is heard, what
/// hands can say.
final class RecordingDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingDesk.class);

  private final CurrentRig current;
  private final Takes takes;
  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private final Cues cues;
  private final ReadyWatch ready;
  private final RunOfTakes runs;
  private final StreamAlarm alarm;
  private final PinchWatch pinch;
  private @Nullable HeadsetRoom room;

  /// @param settings asked from other threads, too
  /// @param gloves what of their calibrations speaks against a take
  /// @param lenses what is worth knowing of the cameras' lenses
  /// @param pinched what a held pinch does
  RecordingDesk(
      CurrentRig current,
      Takes takes,
      OpenLibrary library,
      TaskRunner tasks,
      Consumer<Notice> notices,
      Supplier<Settings> settings,
      Supplier<List<ReadyItem>> gloves,
      Supplier<List<ReadyItem>> lenses,
      Runnable pinched) {
    this.current = current;
    this.takes = takes;
    this.library = library;
    this.tasks = tasks;
    this.notices = notices;
    cues = new Cues(() -> settings.get().cues(), new Touch(() -> devices(current)));
    ready =
        new ReadyWatch(current, library, () -> settings.get().recording(), takes, gloves, lenses);
    runs = new RunOfTakes(takes, library, tasks, notices, ready::sentences);
    alarm = new StreamAlarm(current, takes, this::silent);
    new RunCues(runs, cues).follow();
    pinch = new PinchWatch(current, pinched);
    arm(settings.get().cues());
  }

  private static List<Device> devices(CurrentRig current) {
    Workplace open = current.workplaceProperty().get();
    return open == null ? List.of() : open.rig().devices();
  }

  private void silent(List<String> devices) {
    LOG.warn("Nothing comes from {}", devices);
    cues.play(Cue.ALARM);
  }

  RecordWorkspace workspace(
      TakeWords words, Supplier<SheetLayer> sheets, Actions actions, List<Action> rigActions) {
    RecordWorkspace workspace =
        new RecordWorkspace(
            current,
            takes,
            words,
            runs,
            ready,
            alarm,
            pinch,
            new Ambient(takes, library, tasks, notices),
            library,
            tasks,
            sheets,
            actions,
            rigActions);
    // It presses what the workspace has just declared.
    room = new HeadsetRoom(current, takes, words, alarm, actions, notices);
    return workspace;
  }

  /// What models would do while nothing, or a take, is recorded.
  PreviewWorkspace preview(
      Actions actions,
      Supplier<SheetLayer> sheets,
      ServerBook servers,
      Supplier<List<KnownLens>> known) {
    return new PreviewWorkspace(
        current,
        library,
        takes,
        more(actions),
        tasks,
        actions,
        sheets,
        new ModelDesk(servers),
        known);
  }

  /// Where takes like a flagged moment are collected.
  MoreLikeThis more(Actions actions) {
    return new MoreLikeThis(takes, runs, actions, notices);
  }

  RunOfTakes runs() {
    return runs;
  }

  Cues cues() {
    return cues;
  }

  /// Whether hands may speak from now on.
  void arm(CueChoices choices) {
    pinch.arm(choices.pinch());
  }

  @Override
  public void close() {
    HeadsetRoom shown = room;
    if (shown != null) {
      shown.close();
    }
    ready.close();
    pinch.close();
    cues.close();
  }
}
