package dev.handloom.device.driver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that a device can be told to do.
///
/// @param id within its driver, lower-case words joined by `-`
/// @param title on a button
/// @param effect what it does to the world
/// @param parameters its numbers, in order
public record CommandSpec(String id, String title, Effect effect, List<Parameter> parameters) {
  /// What a command does to the world.
  public enum Effect {
    /// Can be felt and moves nothing: vibration, rumble.
    HAPTIC,
    /// Pushes or holds back a person's hand. Released when the session ends.
    FORCE,
    /// Can be seen.
    LIGHT,
    /// Takes power from motors, so that a person can move them.
    RELEASE,
    /// Changes how the device measures or sends.
    MODE
  }

  /// A number of a command. What lies outside is refused.
  public record Parameter(String name, String unit, double low, double high, double usual) {
    public Parameter {
      if (!(low <= usual && usual <= high)) {
        throw new IllegalArgumentException(
            name + " is usually " + usual + ", which is not from " + low + " to " + high);
      }
    }
  }

  public CommandSpec {
    parameters = List.copyOf(parameters);
  }

  /// What is wrong with a command, for a person; null if it can be given.
  public @Nullable String complaint(Command command) {
    if (command.values().length != parameters.size()) {
      return title + " takes " + parameters.size() + " numbers, not " + command.values().length;
    }
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      double value = command.values()[i];
      if (!(value >= parameter.low() && value <= parameter.high())) {
        return parameter.name()
            + " must be from "
            + parameter.low()
            + " to "
            + parameter.high()
            + (parameter.unit().isEmpty() ? "" : " " + parameter.unit())
            + ", not "
            + value;
      }
    }
    return null;
  }
}
