package dev.handloom.store.export.poses;

import dev.handloom.device.hand.JointOrder;
import dev.handloom.store.dataset.DatasetException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// In which orders somebody wants the 21 keypoints of hands.
public final class KeypointWish {
  /// Of a format's own options: `mediapipe`, `mano`, `both` or `none`.
  public static final String OPTION = "keypoints";

  private KeypointWish() {}

  /// @throws DatasetException where the wish is none that we know
  public static List<JointOrder> orders(String wish) throws DatasetException {
    return switch (wish) {
      case "none" -> List.of();
      case "mediapipe" -> List.of(JointOrder.MEDIAPIPE_21);
      case "mano" -> List.of(JointOrder.MANO_21);
      case "both" -> List.of(JointOrder.MEDIAPIPE_21, JointOrder.MANO_21);
      default ->
          throw new DatasetException(
              "Keypoints come in the order of mediapipe, mano or both, or none of them; not “"
                  + wish
                  + "”.");
    };
  }

  /// Of an order, as it is wished for and as names of columns and topics have it.
  public static String word(JointOrder order) {
    return order == JointOrder.MANO_21 ? "mano" : "mediapipe";
  }

  /// What our joint at a place of an order is called.
  public static String name(JointOrder order, int place) {
    return Objects.requireNonNull(order.at(place)).name().toLowerCase(Locale.ROOT);
  }
}
