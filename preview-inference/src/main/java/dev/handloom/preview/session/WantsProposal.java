package dev.handloom.preview.session;

import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.preview.example.ExampleException;
import dev.handloom.preview.example.ManifestProposal;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.preview.remote.RemoteModels.Way;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a model on another machine could be shown of a rig: a first draft of the file that
/// [WantsFile] reads, for a person to change.
///
/// @param text of the file
/// @param open what the server wants and nothing here seems to be, in words
public record WantsProposal(String text, List<String> open) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final double STEP_SECONDS = 1 / 15.0;
  private static final int STEPS = 16;
  private static final int SIDE = 224;

  public WantsProposal {
    open = List.copyOf(open);
  }

  /// How a server calls what it wants: servers of one kind serve models of several robots.
  ///
  /// @param words for people
  /// @param preset of [WantsFile]; empty for none
  /// @param wants names of pictures and numbers; those of pictures say so
  public record Shape(String words, String preset, List<String> wants) {
    public Shape {
      wants = List.copyOf(wants);
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private static final List<Shape> FLAT =
      List.of(
          new Shape(
              "A camera, a wrist camera, a state",
              "openpi-libero",
              List.of("observation/image", "observation/wrist_image", "observation/state")),
          new Shape(
              "An arm as in DROID",
              "openpi-droid",
              List.of(
                  "observation/exterior_image_1_left",
                  "observation/wrist_image_left",
                  "observation/joint_position",
                  "observation/gripper_position")));

  /// The shapes to choose from, the likeliest first.
  ///
  /// @param papers what the server says of itself
  public static List<Shape> shapes(Way way, Papers papers) {
    Shape said = new Shape("As it says", "", papers.wants());
    return switch (way) {
      case OPENPI, STARVLA -> papers.wants().isEmpty() ? FLAT : List.of(said);
      case DREAMZERO -> List.of(new Shape("As it says", "dreamzero-droid", papers.wants()));
      case GROOT, COSMOS -> List.of(said);
    };
  }

  /// A draft of what is shown.
  ///
  /// @param specs of the rig or an episode, cameras among them
  public static WantsProposal of(
      Way way, Papers papers, Shape shape, Collection<StreamSpec> specs) {
    Draft draft = new Draft(specs);
    for (String wanted : shape.wants()) {
      draft.fill(wanted);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    if (shape.preset().isEmpty()) {
      double step = papers.stepSeconds();
      all.put("stepSeconds", Double.isNaN(step) ? STEP_SECONDS : step);
      all.put("steps", STEPS);
      all.put("frames", papers.frames());
      all.put("width", SIDE);
      all.put("height", SIDE);
    } else {
      all.put("preset", shape.preset());
    }
    if (way == Way.COSMOS) {
      // It dreams of the end of its plan.
      all.put("horizons", List.of(STEPS));
    }
    all.put("cameras", draft.cameras);
    all.put("state", draft.state);
    all.put("actions", draft.actions());
    all.put("units", draft.units());
    return new WantsProposal(JSON.writeValueAsString(all), draft.open);
  }

  /// What is found for each name, and what is left.
  private static final class Draft {
    final Map<String, String> cameras = new LinkedHashMap<>();
    final Map<String, List<String>> state = new LinkedHashMap<>();
    final List<String> open = new ArrayList<>();
    private final List<String> free = new ArrayList<>();
    private final List<Channel> body = new ArrayList<>();
    private final Set<String> poses = new LinkedHashSet<>();

    Draft(Collection<StreamSpec> specs) {
      List<StreamSpec> seeing = of(specs, StreamKind.VIDEO);
      seeing.stream().map(StreamSpec::name).sorted().forEach(free::add);
      for (StreamSpec spec : specs) {
        if (spec.channels().stream().anyMatch(c -> c.name().endsWith("qw"))) {
          poses.add(spec.name());
        }
      }
      try {
        body.addAll(ManifestProposal.of(seeing, of(specs, StreamKind.SIGNAL)).state());
      } catch (ExampleException e) {
        // No camera or no body: what is wanted of it stays open.
      }
    }

    private static List<StreamSpec> of(Collection<StreamSpec> specs, StreamKind kind) {
      return specs.stream().filter(spec -> spec.kind() == kind).toList();
    }

    void fill(String wanted) {
      String words = wanted.toLowerCase(Locale.ROOT);
      if (words.startsWith("video.") || words.contains("image") || words.contains("cam")) {
        String camera = camera(words);
        if (camera.isEmpty()) {
          open.add("No camera is left for “" + plain(wanted) + "”");
        } else {
          free.remove(camera);
          cameras.put(plain(wanted), camera);
        }
        return;
      }
      List<String> channels = body.stream().filter(channels(words)).map(Channel::name).toList();
      if (channels.isEmpty()) {
        open.add("Nothing that is measured seems to be “" + plain(wanted) + "”");
      } else {
        state.put(plain(wanted), channels);
      }
    }

    /// As it is called in a question: GR00T's have the kind before the name.
    private static String plain(String wanted) {
      return wanted.startsWith("video.") || wanted.startsWith("state.")
          ? wanted.substring(wanted.indexOf('.') + 1)
          : wanted;
    }

    private String camera(String words) {
      boolean wrist = words.contains("wrist") || words.contains("hand");
      List<String> fitting =
          free.stream()
              .filter(name -> wrist == (name.contains("wrist") || name.contains("gripper")))
              .toList();
      for (String side : List.of("left", "right")) {
        for (String name : fitting) {
          if (words.contains(side) && name.contains(side)) {
            return name;
          }
        }
      }
      return fitting.isEmpty() ? "" : fitting.getFirst();
    }

    private Predicate<Channel> channels(String words) {
      if (words.contains("grip")) {
        return this::gripper;
      }
      if (words.contains("cartesian") || words.contains("eef") || words.contains("pose")) {
        return this::pose;
      }
      if (words.contains("joint") || words.contains("arm") || words.contains("hand")) {
        String side = words.contains("left") ? "left" : words.contains("right") ? "right" : "";
        return channel -> !gripper(channel) && !pose(channel) && channel.name().contains(side);
      }
      return channel -> true;
    }

    private boolean gripper(Channel channel) {
      return channel.name().contains("grip") || channel.name().endsWith("width");
    }

    private boolean pose(Channel channel) {
      return poses.contains(channel.name().substring(0, channel.name().lastIndexOf('.')));
    }

    /// What it is told it answers, as far as anybody can guess.
    List<String> actions() {
      Set<String> all = new LinkedHashSet<>();
      state.values().forEach(all::addAll);
      return List.copyOf(all);
    }

    /// Those that are no angles.
    Map<String, String> units() {
      Set<String> told = new LinkedHashSet<>(actions());
      Map<String, String> units = new LinkedHashMap<>();
      for (Channel channel : body) {
        if (told.contains(channel.name()) && !channel.unit().equals("rad")) {
          units.put(channel.name(), channel.unit());
        }
      }
      return units;
    }
  }
}
