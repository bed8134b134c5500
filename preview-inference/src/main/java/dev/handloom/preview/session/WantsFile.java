package dev.handloom.preview.session;

import dev.handloom.preview.example.ExampleException;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.example.Wants.Group;
import dev.handloom.preview.example.Wants.View;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.preview.pack.Manifest.Fit;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// A file that says which camera and which channels a model on another machine is shown, under
/// which of its names. A preset fills in what its server always wants:
///
/// ```json
/// {"preset": "openpi-droid",
///  "cameras": {"observation/exterior_image_1_left": "head-camera/video",
///              "observation/wrist_image_left": "wrist-camera/video"},
///  "state": {"observation/joint_position": ["arm/joints.j1", "arm/joints.j2"],
///            "observation/gripper_position": ["gripper/encoder.width"]},
///  "units": {"arm/joints.j1": "rad"},
///  "actions": ["arm/joints.j1", "arm/joints.j2", "gripper/encoder.width"]}
/// ```
public final class WantsFile {
  private static final long MOST_BYTES = 1 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /// What a server always wants.
  ///
  /// @param width of its pictures
  /// @param frames in steps before now
  private record Preset(
      double stepSeconds, int steps, List<Integer> frames, int width, int height, Fit fit) {}

  private static final Map<String, Preset> PRESETS =
      Map.of(
          "openpi-droid", new Preset(1 / 15.0, 15, List.of(0), 224, 224, Fit.WHOLE),
          "openpi-aloha", new Preset(1 / 50.0, 50, List.of(0), 224, 224, Fit.WHOLE),
          "openpi-libero", new Preset(1 / 10.0, 10, List.of(0), 224, 224, Fit.WHOLE),
          "dreamzero-droid",
              new Preset(1 / 15.0, 24, List.of(-23, -16, -8, 0), 320, 180, Fit.STRETCH));

  private WantsFile() {}

  /// As it stands in the file.
  record Said(
      @Nullable String preset,
      @Nullable Double stepSeconds,
      @Nullable Integer steps,
      @Nullable List<Integer> frames,
      @Nullable List<Integer> horizons,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable String fit,
      @Nullable Map<String, String> cameras,
      @Nullable Map<String, List<String>> state,
      @Nullable List<String> actions,
      @Nullable Map<String, String> units,
      @Nullable Map<String, Double> spreads) {}

  /// The names of the presets.
  public static List<String> presets() {
    return PRESETS.keySet().stream().sorted().toList();
  }

  public static Wants read(Path file) throws IOException {
    return parse(text(file), file.toString());
  }

  /// What lies in the file, to be shown and changed.
  public static String text(Path file) throws IOException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new ExampleException("This is too large to say what a model wants: " + file);
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ExampleException("There is no such file: " + file);
    } catch (CharacterCodingException e) {
      throw new ExampleException("This is no text: " + file);
    }
  }

  /// As [#read], of what stands in such a file.
  ///
  /// @param where it stands, for what is said of faults
  public static Wants parse(String text, String where) throws ExampleException {
    try {
      return wants(Objects.requireNonNull(JSON.readValue(text, Said.class)), where);
    } catch (UnrecognizedPropertyException e) {
      throw new ExampleException(
          "It says “" + e.getPropertyName() + "”, which nothing here is called: " + where);
    } catch (StreamReadException e) {
      throw new ExampleException(
          "It is no JSON from line " + e.getLocation().getLineNr() + " on: " + where);
    } catch (JacksonException | NullPointerException e) {
      throw new ExampleException(
          "The file does not say what a model wants as ‘handloom preview --help’ shows it: "
              + where);
    } catch (IllegalArgumentException e) {
      throw new ExampleException(e.getMessage() + ": " + where);
    }
  }

  private static Wants wants(Said said, String file) throws ExampleException {
    Preset preset = preset(said, file);
    double step = Objects.requireNonNullElse(said.stepSeconds(), preset.stepSeconds());
    int width = Objects.requireNonNullElse(said.width(), preset.width());
    int height = Objects.requireNonNullElse(said.height(), preset.height());
    Fit fit = said.fit() == null ? preset.fit() : fit(said.fit(), file);
    List<View> views = new ArrayList<>();
    Map<String, String> cameras = Objects.requireNonNullElse(said.cameras(), Map.of());
    cameras.forEach((name, camera) -> views.add(new View(name, camera, width, height, fit)));
    List<Group> groups = new ArrayList<>();
    Map<String, List<String>> state = Objects.requireNonNullElse(said.state(), Map.of());
    state.forEach((name, channels) ->
        groups.add(new Group(name, channels.stream().map(c -> channel(c, said)).toList())));
    if (views.isEmpty() && groups.isEmpty()) {
      throw new ExampleException("The file names neither cameras nor state: " + file);
    }
    return new Wants(
        step,
        Objects.requireNonNullElse(said.steps(), preset.steps()),
        Objects.requireNonNullElse(said.frames(), preset.frames()),
        Objects.requireNonNullElse(said.horizons(), List.of()),
        views,
        groups,
        Objects.requireNonNullElse(said.actions(), List.<String>of()).stream()
            .map(c -> channel(c, said))
            .toList());
  }

  private static Fit fit(String word, String file) throws ExampleException {
    try {
      return Fit.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ExampleException(
          "A picture is fitted by “stretch”, “whole” or “fill”, not “" + word + "”: " + file);
    }
  }

  private static Preset preset(Said said, String file) throws ExampleException {
    if (said.preset() == null) {
      return new Preset(1 / 15.0, 16, List.of(0), 224, 224, Fit.WHOLE);
    }
    Preset preset = PRESETS.get(said.preset());
    if (preset == null) {
      throw new ExampleException(
          "There is no preset “"
              + said.preset()
              + "”, but "
              + String.join(", ", presets())
              + ": "
              + file);
    }
    return preset;
  }

  private static Channel channel(String name, Said said) {
    return new Channel(
        name,
        Objects.requireNonNullElse(said.units(), Map.<String, String>of())
            .getOrDefault(name, "rad"),
        false,
        0,
        Objects.requireNonNullElse(said.spreads(), Map.<String, Double>of())
            .getOrDefault(name, 1.0));
  }
}
