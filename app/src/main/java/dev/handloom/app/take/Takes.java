package dev.handloom.app.take;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.ui.shell.StudioStatus;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// stub
public final class Takes {
  public enum Phase {
    READY,
    STARTING,
    RECORDING,
    SAVING
  }

  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.READY);
  private String task = "";

  public Takes(
      CurrentRig current, OpenLibrary library, TaskRunner tasks, Consumer<Notice> notices) {}

  public ReadOnlyObjectProperty<Phase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  public String task() {
    return task;
  }

  public void nameTask(String words) {
    task = words;
  }

  public void start() {}

  public void stop() {}

  public void stopThen(Runnable then) {
    then.run();
  }

  public int savedCount() {
    return 0;
  }

  public String elapsedText() {
    return "0:00.0";
  }

  public String detailText() {
    return "";
  }

  public long lost() {
    return 0;
  }

  public StudioStatus.Item disk() {
    return StudioStatus.Item.NONE;
  }
}
