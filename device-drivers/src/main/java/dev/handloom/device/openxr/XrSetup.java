package dev.handloom.device.openxr;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What the studio wants of a runtime.
///
/// @param hz how often everything is located
/// @param backMillis how far before the moment of asking
/// @param space whose origin: `stage`, `floor` or `local`; the nearest that the runtime has
/// @param hands whether hands are wanted
/// @param controllers whether controllers are wanted
/// @param gaze whether the eyes' direction is wanted
/// @param body which joints of the body are wanted: a word of a `BodySet`, or `none`
/// @param draw whether a session that draws is wanted though the runtime needs none
public record XrSetup(
    double hz,
    double backMillis,
    String space,
    boolean hands,
    boolean controllers,
    boolean gaze,
    String body,
    boolean draw) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// As the child is told.
  public byte[] message() {
    return XrWire.text(XrWire.Kind.SETUP, JSON.writeValueAsString(this));
  }

  /// @throws IllegalArgumentException where it is none
  public static XrSetup of(String json) {
    try {
      return JSON.readValue(json, XrSetup.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("This is no setup: " + json, e);
    }
  }
}
