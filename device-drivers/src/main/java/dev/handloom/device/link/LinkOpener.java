package dev.handloom.device.link;

import java.io.IOException;

/// Opens links of one scheme: what stands before the first colon of an address.
@FunctionalInterface
public interface LinkOpener {
  /// @param rest the address after the scheme and its colon
  /// @throws IOException with a message that says what to do
  Link open(String rest) throws IOException;
}
