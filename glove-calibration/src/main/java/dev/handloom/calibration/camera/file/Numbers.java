package dev.handloom.calibration.camera.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a file says under any of several names.
record Numbers(Map<?, ?> map) {
  Optional<Object> find(String... names) {
    for (String name : names) {
      Object value = map.get(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  Optional<Numbers> inner(String... names) {
    return find(names).filter(Map.class::isInstance).map(m -> new Numbers((Map<?, ?>) m));
  }

  Optional<Double> number(String... names) {
    return find(names).filter(Number.class::isInstance).map(n -> ((Number) n).doubleValue());
  }

  double numberOr(double other, String... names) {
    return number(names).orElse(other);
  }

  String word(String... names) {
    return find(names).map(Object::toString).orElse("");
  }

  /// A list or a matrix as one row of numbers; empty where there is none.
  double[] list(String... names) {
    List<Double> all = new ArrayList<>();
    find(names).ifPresent(value -> add(value, all));
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void add(Object value, List<Double> all) {
    if (value instanceof Number number) {
      all.add(number.doubleValue());
    } else if (value instanceof List<?> list) {
      list.forEach(each -> add(each, all));
    } else if (value instanceof Map<?, ?> matrix && matrix.get("data") != null) {
      add(matrix.get("data"), all);
    }
  }
}
