package dev.handloom.app.take;

import dev.handloom.app.awake.KeepAwake;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// Keeps the computer from sleeping from the arming or the start of a take until it is saved.
final class StayAwake {
  private final KeepAwake awake;
  private KeepAwake.@Nullable Hold hold;

  StayAwake(KeepAwake awake) {
    this.awake = awake;
  }

  void during(ObservableValue<TakePhase> phase) {
    phase.addListener((_, _, now) -> {
      KeepAwake.Hold held = hold;
      if (now != TakePhase.READY) {
        hold = held == null ? awake.hold("Recording a take") : held;
      } else if (held != null) {
        hold = null;
        held.close();
      }
    });
  }
}
