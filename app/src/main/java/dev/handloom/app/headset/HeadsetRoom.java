package dev.handloom.app.headset;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.take.StreamAlarm;
import dev.handloom.app.take.TakePhase;
import dev.handloom.app.take.TakeWords;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.device.link.page.HeadsetPages;
import dev.handloom.device.link.page.PageRoom;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The studio, as the page in a headset knows it.
public final class HeadsetRoom implements PageRoom, AutoCloseable {
  private static final Sight NOT_YET =
      new Sight("ready", "The studio is starting", "", "", "", false, false, false);

  private final Takes takes;
  private final TakeWords words;
  private final StreamAlarm alarm;
  private final Actions actions;
  private final Consumer<Notice> notices;
  private final PagePicture picture;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Sight sight = NOT_YET;

  public HeadsetRoom(
      CurrentRig current,
      Takes takes,
      TakeWords words,
      StreamAlarm alarm,
      Actions actions,
      Consumer<Notice> notices) {
    this.takes = takes;
    this.words = words;
    this.alarm = alarm;
    this.actions = actions;
    this.notices = notices;
    picture = new PagePicture(current);
    HeadsetPages.shared().room(this);
  }

  @Override
  public Sight sight() {
    if (looking.compareAndSet(false, true)) {
      FxThread.run(() -> {
        looking.set(false);
        sight = look();
      });
    }
    return sight;
  }

  private Sight look() {
    TakePhase phase = takes.phaseProperty().get();
    boolean running = phase == TakePhase.RECORDING || phase == TakePhase.PAUSED;
    boolean may = actions.get("record.toggle").enabledProperty().get();
    List<String> silent = alarm.silent();
    return new Sight(
        phase.name().toLowerCase(java.util.Locale.ROOT),
        said(phase),
        takes.task(),
        words.elapsed(),
        silent.isEmpty() ? "" : "Nothing comes from " + String.join(", ", silent),
        may && !phase.running(),
        may && running,
        actions.get("record.redo").enabledProperty().get());
  }

  private static String said(TakePhase phase) {
    return switch (phase) {
      case READY -> "Ready";
      case ARMED -> "Armed";
      case STARTING -> "Starting…";
      case RECORDING -> "Recording";
      case PAUSED -> "Paused";
      case SAVING -> "Saving…";
    };
  }

  @Override
  public String act(Act what, String who) {
    Sight now = sight;
    if (!may(now, what)) {
      return "“%s” is not possible now.".formatted(title(what));
    }
    FxThread.run(() -> press(what, who));
    return "";
  }

  private static boolean may(Sight now, Act what) {
    return switch (what) {
      case START -> now.mayStart();
      case STOP -> now.mayStop();
      case REDO -> now.mayRedo();
    };
  }

  private static String title(Act what) {
    return switch (what) {
      case START -> "Start";
      case STOP -> "Stop";
      case REDO -> "Redo";
    };
  }

  /// The same as the key; what has changed since the button was shown counts.
  private void press(Act what, String who) {
    sight = look();
    Action action = actions.get(what == Act.REDO ? "record.redo" : "record.toggle");
    if (may(sight, what)) {
      action.run();
    } else {
      notices.accept(
          Notice.info(
              "The headset's button did nothing",
              "“%s” was pressed on %s, and is not possible now.".formatted(title(what), who)));
    }
  }

  @Override
  public byte @Nullable [] picture() {
    return picture.newest();
  }

  /// The page shows nothing of this studio any more.
  @Override
  public void close() {
    HeadsetPages.shared().room(PageRoom.EMPTY);
    picture.close();
  }
}
