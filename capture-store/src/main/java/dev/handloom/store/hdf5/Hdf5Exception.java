package dev.handloom.store.hdf5;

import java.io.IOException;

/// The bytes are not the HDF5 they claim to be, or hold what is not read here. The message says
/// what.
public final class Hdf5Exception extends IOException {
  private static final long serialVersionUID = 1L;

  public Hdf5Exception(String message) {
    super(message);
  }

  Hdf5Exception(String message, Throwable cause) {
    super(message, cause);
  }
}
