package dev.handloom.preview.wire;

import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.model.NumberType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Arrays from the parts in which strangers send them.
final class ArrayParts {
  private ArrayParts() {}

  static NumberArray of(@Nullable Object type, @Nullable Object shape, @Nullable Object data)
      throws WireException {
    String code =
        switch (type) {
          case String text -> text;
          case byte[] bytes -> new String(bytes, StandardCharsets.US_ASCII);
          case null, default -> throw new WireException("An array does not say its type");
        };
    if (!(shape instanceof List<?> sizes) || !(data instanceof byte[] bytes)) {
      throw new WireException("An array lacks its shape or its data");
    }
    int[] all = new int[sizes.size()];
    for (int i = 0; i < all.length; i++) {
      if (!(sizes.get(i) instanceof Number size)
          || size.longValue() < 0
          || size.longValue() > Integer.MAX_VALUE) {
        throw new WireException("An array has the impossible shape " + sizes);
      }
      all[i] = size.intValue();
    }
    return make(code, all, bytes);
  }

  static NumberArray make(String code, int[] shape, byte[] data) throws WireException {
    NumberType type =
        NumberType.of(code)
            .orElseThrow(() -> new WireException("Arrays of the type " + code + " are refused"));
    try {
      return new NumberArray(type, shape, data);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new WireException(String.valueOf(e.getMessage()));
    }
  }
}
