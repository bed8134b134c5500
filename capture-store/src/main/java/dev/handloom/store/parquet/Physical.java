package dev.handloom.store.parquet;

/// How the values of a column lie in the file; the order is that of the format's numbers.
public enum Physical {
  BOOLEAN(0),
  INT32(4),
  INT64(8),
  INT96(12),
  FLOAT(4),
  DOUBLE(8),
  BYTE_ARRAY(0),
  FIXED_LEN_BYTE_ARRAY(0);

  private static final Physical[] ALL = values();

  private final int bytes;

  Physical(int bytes) {
    this.bytes = bytes;
  }

  /// Of one value; 0 where that varies or is less than one.
  int bytes() {
    return bytes;
  }

  public boolean isWhole() {
    return this == BOOLEAN || this == INT32 || this == INT64;
  }

  public boolean isReal() {
    return this == FLOAT || this == DOUBLE;
  }

  static Physical of(long code) throws ParquetException {
    if (code < 0 || code >= ALL.length) {
      throw new ParquetException("A column of an unknown kind: " + code);
    }
    return ALL[(int) code];
  }
}
