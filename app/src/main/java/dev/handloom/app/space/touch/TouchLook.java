package dev.handloom.app.space.touch;

import dev.handloom.calibration.space.SpaceProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person sees.
///
/// @param place of the board, from 0
/// @param wanted which of the corners is to be touched; −1 for none
/// @param here which of the corners were touched at this place
/// @param touched how many corners were, at all places
/// @param share of what the step waits for: pictures, or the time that a finger is still; 0 to 1
/// @param words what is in the way, or what was found; empty where all is well
/// @param radiusTold whether the headset says how thick a fingertip is
/// @param boardMetres how far the board's corners lie off; 0 before it was seen
public record TouchLook(
    State state,
    int place,
    int wanted,
    List<Integer> here,
    int touched,
    double share,
    String words,
    boolean radiusTold,
    double boardMetres,
    @Nullable TouchFound found,
    @Nullable SpaceProfile made) {
  /// Before there is a session.
  public static final TouchLook NONE =
      new TouchLook(State.WAITING, 0, -1, List.of(), 0, 0, "", true, 0, null, null);

  /// How it goes.
  public enum State {
    WAITING,
    /// The camera looks where the board lies.
    LOOKING,
    TOUCHING,
    /// The camera looks whether the board lies there still.
    CHECKING,
    DONE,
    REFUSED
  }
}
