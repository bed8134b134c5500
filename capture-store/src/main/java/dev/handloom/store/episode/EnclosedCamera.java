package dev.handloom.store.episode;

import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.store.payload.LensNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an enclosure says of a camera, as far as other programs have words for it: the store knows
/// nothing else of calibrations.
///
/// @param stream the pictures that it is of
/// @param lens null where it says nothing of that
/// @param place null where it says nothing of that
public record EnclosedCamera(String stream, @Nullable LensNumbers lens, @Nullable Place place) {
  private static final String LENS = "camera-";
  private static final String PLACE = "camera-place-";
  private static final List<String> PINHOLE = List.of("k1", "k2", "p1", "p2", "k3");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Where a camera stands.
  ///
  /// @param parent in whose frame
  /// @param parentFromCamera the camera's frame in that one: z forward, x right, y down
  public record Place(String parent, Pose parentFromCamera) {}

  /// The name of the enclosure with the lens of a stream of pictures.
  public static String lensName(String stream) {
    return LENS + stream.replace('/', '-') + ".json";
  }

  /// The name of the enclosure with the place of a camera.
  public static String placeName(String stream) {
    return PLACE + stream.replace('/', '-') + ".json";
  }

  /// Empty where an enclosure is of something else, or cannot be read: it is kept as it is anyway.
  public static Optional<EnclosedCamera> of(Enclosure one) {
    boolean place = one.name().equals(placeName(one.subject()));
    if (!place && !one.name().equals(lensName(one.subject()))) {
      return Optional.empty();
    }
    try {
      JsonNode tree = JSON.readTree(one.bytes());
      return Optional.of(
          new EnclosedCamera(one.subject(), place ? null : lens(tree), place ? place(tree) : null));
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// An enclosure of a lens that somebody else measured.
  ///
  /// @param lens without a fisheye
  /// @param words what it is, for a person
  public static Enclosure lens(String stream, LensNumbers lens, String words) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("fx", lens.fx());
    numbers.put("fy", lens.fy());
    numbers.put("cx", lens.cx());
    numbers.put("cy", lens.cy());
    for (int i = 0; i < PINHOLE.size(); i++) {
      numbers.put(PINHOLE.get(i), lens.distortion().get(i));
    }
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("lens", "pinhole");
    said.put("width", lens.width());
    said.put("height", lens.height());
    said.put("parameters", numbers);
    return new Enclosure(
        lensName(stream), "application/json", stream, words, JSON.writeValueAsBytes(said));
  }

  private static LensNumbers lens(JsonNode tree) {
    boolean fisheye = tree.path("lens").asString("").equals("fisheye");
    JsonNode numbers = tree.path("parameters");
    List<Double> distortion = new ArrayList<>();
    for (String name : fisheye ? List.of("k1", "k2", "k3", "k4") : PINHOLE) {
      distortion.add(number(numbers, name));
    }
    return new LensNumbers(
        whole(tree, "width"),
        whole(tree, "height"),
        fisheye,
        number(numbers, "fx"),
        number(numbers, "fy"),
        number(numbers, "cx"),
        number(numbers, "cy"),
        List.copyOf(distortion));
  }

  private static Place place(JsonNode tree) {
    String parent = tree.path("parent").asString("");
    if (parent.isBlank()) {
      throw new IllegalArgumentException("no parent");
    }
    JsonNode pose = tree.path("parentFromCamera");
    JsonNode at = pose.path("position");
    JsonNode turned = pose.path("rotation");
    return new Place(
        parent,
        new Pose(
            new Vec3(number(at, "x"), number(at, "y"), number(at, "z")),
            new Quat(
                number(turned, "x"),
                number(turned, "y"),
                number(turned, "z"),
                number(turned, "w"))));
  }

  private static int whole(JsonNode tree, String name) {
    int value = tree.path(name).asInt(0);
    if (value < 1) {
      throw new IllegalArgumentException("no " + name);
    }
    return value;
  }

  private static double number(JsonNode tree, String name) {
    double value = tree.path(name).asDouble(Double.NaN);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("no " + name);
    }
    return value;
  }
}
