package dev.handloom.preview.tiny;

import dev.handloom.preview.learn.Lane;
import dev.handloom.preview.learn.Network;
import dev.handloom.preview.learn.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The network: an eye, a policy that proposes the next actions, and a dream of what follows from
/// actions, its own or others. The policy follows the body, how it moves, and a glance at the
/// pictures, small and grey: few episodes have few scenes, and a policy that looks at all of a
/// picture learns them by heart. The dream sees the picture through the eye's own maps, and the
/// actions turn those maps up and down.
public final class TinyNet {
  /// Something changes only where the network is sure: an untrained mask is nearly closed.
  static final float MASK_BIAS = 2;

  static final int COLOURS = 3;
  private static final int THOUGHT = 256;
  private static final int BODY = 512;

  /// Pixels to a side of what a glance takes for one.
  static final int CELL = TinyShape.GRAIN;

  /// What a glance sees of three colours, takes off, and is multiplied by.
  static final float[] GREY = {0.299f, 0.587f, 0.114f};

  static final float MIDDLE = 0.45f;
  static final float GLANCE = 8;

  /// How much larger a movement between two pictures is told than the place.
  static final float SPEED = 3;

  /// The parts that examples go through: the policy; the eye; what all dreams share; then a bit for
  /// each horizon.
  static final int POLICY = 1;

  private static final int EYE = 2;
  private static final int SCENE = 4;
  private static final int FIRST_DREAM = 3;
  private static final int INTENT = 128;

  /// Channels in which the whole picture, small, reaches the thought: key points alone lose what
  /// has more than one place.
  private static final int SKETCH = 8;

  private final TinyShape shape;
  private final Network network = new Network();
  final Value seen;
  final Value state;

  /// How far the body has moved since each earlier picture; none where there is but one picture.
  final @Nullable Value moved;

  final Value given;
  final Value mode;

  /// The newest picture small and grey, then how it differs from each earlier one.
  final Value glance;

  private final List<Value> places = new ArrayList<>();
  private final List<Value> horizons = new ArrayList<>();
  final Value thought;
  final Value plan;

  /// Colours and mask of each horizon.
  final List<Value> dreams = new ArrayList<>();

  /// What is added to the state by each horizon.
  final List<Value> moves = new ArrayList<>();

  public TinyNet(TinyShape shape) {
    this.shape = shape;
    Network n = network;
    int height = shape.height();
    int width = shape.width();
    seen = n.input("seen", COLOURS * shape.frames() + 2, height, width);
    state = n.input("state", shape.state());
    moved = shape.frames() < 2 ? null : n.input("moved", shape.past());
    glance = n.input("glance", shape.frames() * shape.cells());
    given = n.input("given", shape.chunk());
    mode = n.input("mode", 1);
    Value half = where(height / 2, width / 2);
    Value quarter = where(height / 4, width / 4);
    for (int h = 0; h < shape.horizons(); h++) {
      horizons.add(n.input("horizon" + h, shape.horizons()));
    }

    List<Value> felt = moved == null ? List.of(state, glance) : List.of(state, moved, glance);
    Value body = n.linear("body0", felt, BODY, true, GAIN);
    body = n.linear("body1", List.of(body), BODY, true, GAIN);

    n.part(1);
    Value fine = n.convolve("eye0", List.of(seen), 32, 3, 2, true, GAIN);
    Value middle = n.convolve("eye1", List.of(fine), 64, 3, 2, true, GAIN);
    Value coarse = n.convolve("eye2", List.of(middle), 96, 3, 2, true, GAIN);
    Value eye = n.convolve("eye3", List.of(coarse), 96, 3, 1, true, GAIN);
    Value points = n.keyPoints(eye);
    Value sketch = n.flatten(n.convolve("sketch", List.of(eye), SKETCH, 1, 1, true, GAIN));
    Value first = n.linear("thought0", List.of(points, sketch, state), THOUGHT, true, GAIN);
    thought = n.linear("thought1", List.of(first), THOUGHT, true, GAIN);

    n.part(0);
    Value wish = n.linear("plan0", List.of(body), BODY, true, GAIN);
    plan = n.linear("plan1", List.of(wish), shape.chunk(), false, 0.3);
    Value chunk = n.choose(mode, plan, given);

    n.part(2);
    Value wide = n.shuffle(n.convolve("wide", List.of(coarse), 128, 1, 1, true, GAIN));
    Value scene = n.convolve("scene", List.of(middle, wide, quarter), 64, 3, 1, false, GAIN);
    Value detail = n.convolve("detail", List.of(fine, half), 32, 3, 1, false, 1);
    for (int h = 0; h < horizons.size(); h++) {
      n.part(FIRST_DREAM + h);
      Value horizon = horizons.get(h);
      Value cause =
          n.linear("cause0", List.of(thought, state, chunk, horizon), THOUGHT, true, GAIN);
      Value intent = n.linear("cause1", List.of(cause), INTENT, true, GAIN);
      moves.add(n.linear("move" + h, List.of(intent, chunk), shape.state(), false, 0.1));
      Value turned = n.modulate("turn0", scene, null, intent);
      Value grown = n.shuffle(n.convolve("draw0", List.of(turned), 128, 3, 1, true, GAIN));
      Value drawn = n.convolve("draw1", List.of(grown), 32, 3, 1, false, 1);
      Value finer = n.modulate("turn1", drawn, detail, intent);
      dreams.add(n.shuffle(n.convolve("draw2", List.of(finer), 16, 3, 1, false, 0.3)));
    }
  }

  /// Keeps what flows through leaky layers of one size.
  private static final double GAIN = Math.sqrt(2);

  private Value where(int height, int width) {
    Value value = network.input("places" + height, 2, height, width);
    places.add(value);
    return value;
  }

  public TinyShape shape() {
    return shape;
  }

  public Network network() {
    return network;
  }

  List<Value> places() {
    return places;
  }

  List<Value> horizons() {
    return horizons;
  }

  /// All that is needed for the dream of a horizon.
  static int dreaming(int horizon) {
    return POLICY | EYE | SCENE | (1 << (FIRST_DREAM + horizon));
  }

  /// What changes when other actions are dreamt of, once it has seen.
  int dreamingAgain() {
    return POLICY | (((1 << horizons.size()) - 1) << FIRST_DREAM);
  }

  static float place(int i, int count) {
    return (2 * i + 1f) / count - 1;
  }

  /// Sets what is the same for all examples.
  void furnish(Lane lane) {
    for (Value value : places) {
      places(lane, value, 0);
    }
    places(lane, seen, COLOURS * shape.frames());
    for (int h = 0; h < horizons.size(); h++) {
      lane.values[horizons.get(h).at() + h] = 1;
    }
  }

  private static void places(Lane lane, Value value, int channel) {
    for (int y = 0; y < value.height(); y++) {
      for (int x = 0; x < value.width(); x++) {
        lane.values[value.at(channel, y, x)] = place(x, value.width());
        lane.values[value.at(channel + 1, y, x)] = place(y, value.height());
      }
    }
  }

  /// Shows a picture of the past or now.
  ///
  /// @param rgb of all cameras, one above the other
  void show(Lane lane, int frame, byte[] rgb) {
    int at = 0;
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        for (int c = 0; c < COLOURS; c++) {
          lane.values[seen.at(COLOURS * frame + c, y, x)] = (rgb[at++] & 0xFF) / 127.5f - 1;
        }
      }
    }
  }

  /// What the policy sees.
  ///
  /// @param seen all pictures, oldest first
  void glance(Lane lane, byte[][] seen) {
    int cells = shape.cells();
    float[] now = grey(seen[seen.length - 1]);
    for (int c = 0; c < cells; c++) {
      lane.values[glance.at() + c] = GLANCE * (now[c] - MIDDLE);
    }
    for (int f = 0; f < seen.length - 1; f++) {
      float[] then = grey(seen[f]);
      int at = glance.at() + (f + 1) * cells;
      for (int c = 0; c < cells; c++) {
        lane.values[at + c] = SPEED * GLANCE * (now[c] - then[c]);
      }
    }
  }

  /// Means over square cells, 0 to 1.
  private float[] grey(byte[] rgb) {
    float[] means = new float[shape.cells()];
    int across = shape.width() / CELL;
    int at = 0;
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        float grey = 0;
        for (float share : GREY) {
          grey += share * (rgb[at++] & 0xFF);
        }
        means[y / CELL * across + x / CELL] += grey;
      }
    }
    for (int c = 0; c < means.length; c++) {
      means[c] /= 255 * CELL * CELL;
    }
    return means;
  }

  /// @param earlier the body at the earlier pictures, oldest first
  void tell(Lane lane, float[] body, float[][] earlier) {
    System.arraycopy(body, 0, lane.values, state.at(), shape.state());
    if (moved != null) {
      int at = moved.at();
      for (float[] then : earlier) {
        for (int c = 0; c < then.length; c++) {
          lane.values[at++] = SPEED * (body[c] - then[c]);
        }
      }
    }
  }

  /// @param chunk of actions whose dream is wanted; null for its own
  void give(Lane lane, float @Nullable [] chunk) {
    lane.values[mode.at()] = chunk == null ? 0 : 1;
    if (chunk != null) {
      System.arraycopy(chunk, 0, lane.values, given.at(), shape.chunk());
    }
  }

  static float mask(float logit) {
    return (float) (1 / (1 + Math.exp(MASK_BIAS - logit)));
  }

  /// A pixel of the newest picture, 0 to 1.
  float last(Lane lane, int colour, int y, int x) {
    return (lane.values[seen.at(COLOURS * (shape.frames() - 1) + colour, y, x)] + 1) / 2;
  }

  /// What it dreams, 0 to 1, three colours one after the other.
  void dream(Lane lane, int horizon, float[] into) {
    Value head = dreams.get(horizon);
    int pixels = shape.pixels();
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        float mask = mask(lane.values[head.at(COLOURS, y, x)]);
        for (int c = 0; c < COLOURS; c++) {
          float last = last(lane, c, y, x);
          float mixed = last + mask * (lane.values[head.at(c, y, x)] - last);
          into[c * pixels + y * shape.width() + x] = Math.clamp(mixed, 0, 1);
        }
      }
    }
  }

  /// How sure it is that each pixel changes.
  void changes(Lane lane, int horizon, float[] into, int at) {
    Value head = dreams.get(horizon);
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        into[at + y * shape.width() + x] = mask(lane.values[head.at(COLOURS, y, x)]);
      }
    }
  }

  /// The body at a horizon, normalised.
  float future(Lane lane, int horizon, int channel) {
    return lane.values[state.at() + channel] + lane.values[moves.get(horizon).at() + channel];
  }

  /// The actions it proposes, normalised.
  float[] plan(Lane lane) {
    return Arrays.copyOfRange(lane.values, plan.at(), plan.at() + shape.chunk());
  }

  float[] thought(Lane lane) {
    return Arrays.copyOfRange(lane.values, thought.at(), thought.at() + thought.channels());
  }
}
