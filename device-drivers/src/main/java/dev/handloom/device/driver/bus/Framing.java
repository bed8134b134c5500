package dev.handloom.device.driver.bus;

/// How the frames of a protocol are told apart. Has no state.
public interface Framing {
  /// No frame begins here.
  int NONE = -1;

  /// Too few bytes to say.
  int MORE = 0;

  /// The length of the frame that begins at a byte, however much of it is there: [#NONE], [#MORE],
  /// or its bytes, at most [#longest].
  ///
  /// @param held how many bytes are there from that one on, at least 1
  int length(byte[] bytes, int from, int held);

  /// Whether a frame that is there in full passes all checks that the protocol has.
  boolean intact(byte[] bytes, int from, int length);

  /// The longest frame that can be of use here.
  int longest();
}
