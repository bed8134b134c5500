package dev.handloom.preview.remote;

import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Papers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// DreamZero's server: like openpi's, but every question names what it wants and whose memory it
/// belongs to, and the answer is the array alone. What it dreams it keeps to itself.
final class DreamZeroDialect implements WebDialect {
  /// Control steps before now of the pictures it wants, at the 15 Hz of its training.
  private static final List<Integer> FRAMES = List.of(-23, -16, -8, 0);

  private static final double STEP_SECONDS = 1 / 15.0;

  private static final List<String> WANTS =
      List.of(
          "observation/exterior_image_0_left",
          "observation/exterior_image_1_left",
          "observation/wrist_image_left",
          "observation/joint_position",
          "observation/cartesian_position",
          "observation/gripper_position");

  private static final List<String> ACTIONS =
      List.of(
          "joint_1", "joint_2", "joint_3", "joint_4", "joint_5", "joint_6", "joint_7", "gripper");

  @Override
  public String title() {
    return "DreamZero";
  }

  @Override
  public Papers papers(Map<?, ?> introduction) {
    return new Papers(title(), WANTS, ACTIONS, STEP_SECONDS, FRAMES, true, Said.of(introduction));
  }

  @Override
  public Map<String, Object> question(Observation observation) {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("endpoint", "infer");
    WebDialect.pictures(observation, question);
    observation.state().forEach((name, values) -> question.put(name, NumberArray.of(values)));
    question.put("prompt", observation.task());
    question.put("session_id", observation.session());
    return question;
  }

  @Override
  public @Nullable Object answer(@Nullable Object reply) throws ModelException {
    return reply;
  }

  @Override
  public Map<String, Object> forget() {
    return Map.of("endpoint", "reset");
  }
}
