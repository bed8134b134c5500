package dev.handloom.store.payload;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import org.jspecify.annotations.Nullable;

/// How the samples of one stream are written: the message with its names and lengths, made once,
/// into which each sample's numbers are put.
public final class SampleForm {
  private final Form form;
  private final byte @Nullable [] template;
  private final int[] places;

  private SampleForm(Form form, ProtoBytes.@Nullable Template made) {
    this.form = form;
    template = made == null ? null : made.bytes();
    places = made == null ? new int[0] : made.places();
  }

  /// The form in which a stream is recorded.
  public static SampleForm of(StreamSpec spec) {
    return of(spec, Form.of(spec));
  }

  /// A form that was chosen.
  public static SampleForm of(StreamSpec spec, Form form) {
    ProtoBytes out = new ProtoBytes();
    int channels = spec.channels().size();
    int[] places = new int[channels];
    switch (form) {
      case OWN -> {
        return new SampleForm(form, null);
      }
      case POSE, HAND -> {
        out.text(Foxglove.FRAME_ID, Form.frameOf(spec));
        for (int i = 0; i < channels; i += 7) {
          pose(out, i, places);
        }
      }
      case JOINTS -> {
        for (int i = 0; i < channels; i++) {
          joint(out, spec.channels().get(i), i, places);
        }
      }
      case LOG -> throw new IllegalArgumentException("A stream of numbers is no log");
    }
    return new SampleForm(form, out.template(places));
  }

  private static void pose(ProtoBytes out, int first, int[] places) {
    int pose = out.begin(Foxglove.POSE);
    int position = out.begin(Foxglove.POSITION);
    for (int i = 0; i < 3; i++) {
      places[first + i] = out.realPlace(1 + i);
    }
    out.end(position);
    int orientation = out.begin(Foxglove.ORIENTATION);
    for (int i = 0; i < 4; i++) {
      places[first + 3 + i] = out.realPlace(1 + i);
    }
    out.end(orientation);
    out.end(pose);
  }

  private static void joint(ProtoBytes out, Channel channel, int index, int[] places) {
    ProtoBytes one = new ProtoBytes();
    one.text(Foxglove.JOINT_NAME, channel.name());
    int inner = one.realPlace(Foxglove.JOINT_POSITION);
    places[index] = out.message(Foxglove.JOINTS, one) + inner;
  }

  public Form form() {
    return form;
  }

  /// Null where there is none, in [Form#OWN].
  byte @Nullable [] template() {
    return template;
  }

  /// Where in the template each value stands.
  int[] places() {
    return places;
  }
}
