package dev.handloom.preview.remote;

import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.model.NumberType;
import dev.handloom.preview.model.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Pictures as arrays and back.
final class Shapes {
  private static final int COLOURS = 3;

  private Shapes() {}

  /// Height, width, colours; before them the time where there are several.
  static NumberArray of(List<Picture> pictures) {
    return pictures.size() == 1 ? pictures.getFirst().array() : overTime(pictures);
  }

  /// Time, height, width, colours.
  static NumberArray overTime(List<Picture> pictures) {
    Picture first = pictures.getFirst();
    byte[] all = new byte[pictures.size() * first.rgb().length];
    for (int i = 0; i < pictures.size(); i++) {
      byte[] one = pictures.get(i).rgb();
      if (one.length != first.rgb().length) {
        throw new IllegalArgumentException("Pictures of one camera differ in size");
      }
      System.arraycopy(one, 0, all, i * one.length, one.length);
    }
    return NumberArray.of(all, pictures.size(), first.height(), first.width(), COLOURS);
  }

  /// With dimensions of one before it.
  static NumberArray batched(NumberArray array) {
    int[] shape = new int[array.shape().length + 1];
    shape[0] = 1;
    System.arraycopy(array.shape(), 0, shape, 1, array.shape().length);
    return new NumberArray(array.type(), shape, array.data());
  }

  /// The pictures of an array whose last three dimensions are height, width, colours.
  static List<Picture> pictures(NumberArray array) throws ModelException {
    int dimensions = array.shape().length;
    if (dimensions < 3 || array.fromLast(0) != COLOURS || array.type() != NumberType.U8) {
      throw new ModelException(Kind.UNCLEAR, "A predicted picture is no picture: " + array);
    }
    int width = array.fromLast(1);
    int height = array.fromLast(2);
    int bytes = COLOURS * width * height;
    List<Picture> pictures = new ArrayList<>();
    for (int at = 0; bytes > 0 && at + bytes <= array.data().length; at += bytes) {
      pictures.add(new Picture(width, height, Arrays.copyOfRange(array.data(), at, at + bytes)));
    }
    return pictures;
  }
}
