package dev.handloom.app.ui.shell;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What the status bar says; set from outside, on the FX thread.
public final class StudioStatus {

  /// One statement of the status bar.
  ///
  /// @param text short, with its unit; empty hides it
  /// @param tone whether a person must look
  public record Item(String text, Tone tone) {
    /// Says nothing.
    public static final Item NONE = new Item("", Tone.CALM);

    public static Item calm(String text) {
      return new Item(text, Tone.CALM);
    }

    public static Item warning(String text) {
      return new Item(text, Tone.WARNING);
    }

    /// Only for a recording that runs.
    public static Item recording(String text) {
      return new Item(text, Tone.RECORDING);
    }
  }

  /// How loud an item is.
  public enum Tone {
    CALM,
    WARNING,
    RECORDING
  }

  private final ObjectProperty<Item> recording = item("recording", Item.calm("Not recording"));
  private final ObjectProperty<Item> disk = item("disk", Item.NONE);
  private final ObjectProperty<Item> lost = item("lost", Item.NONE);
  private final ObjectProperty<Item> clock = item("clock", Item.NONE);

  private ObjectProperty<Item> item(String name, Item first) {
    return new SimpleObjectProperty<>(this, name, first);
  }

  /// "Recording 0:12.4", "Not recording".
  public ObjectProperty<Item> recordingProperty() {
    return recording;
  }

  /// "212 GB free, 9 h".
  public ObjectProperty<Item> diskProperty() {
    return disk;
  }

  /// "0 samples lost".
  public ObjectProperty<Item> lostProperty() {
    return lost;
  }

  /// The worst bound of all clocks: "Clocks ±0.8 ms".
  public ObjectProperty<Item> clockProperty() {
    return clock;
  }
}
