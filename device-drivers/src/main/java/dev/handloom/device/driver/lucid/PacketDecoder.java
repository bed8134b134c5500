package dev.handloom.device.driver.lucid;

/// Finds the packets of both encodings in bytes. They cannot be mistaken for each other: one begins
/// with a letter or a bracket, the other with a digit. Allocates nothing after it is made.
final class PacketDecoder {
  /// What a byte has brought about.
  enum Outcome {
    /// Nothing yet.
    MORE,
    /// A packet is complete; [#reading] holds it until the next byte.
    PACKET,
    /// The glove has spoken of itself alone.
    INFO,
    /// A line ended that was no packet, or not all of one.
    BAD
  }

  /// The firmware's own buffer is 100 bytes; with per-joint keys other firmwares send up to 250.
  private static final int LONGEST_LINE = 512;

  private final boolean wantsSplay;
  private final int wantsJoints;
  private final GloveReading reading = new GloveReading();
  private final AlphaGrammar alpha;
  private final LegacyGrammar legacy;
  private final byte[] line = new byte[LONGEST_LINE];
  private int length;
  private int lastLength;
  private int spoiled;
  private boolean tooLong;
  private boolean wasLegacy;
  private boolean aboveMost;

  /// @param most the largest analogue value: 4095 or 1023
  /// @param wantsSplay a packet without the splay of all five fingers has been cut short
  /// @param wantsJoints so has one that lacks any of so many joints a finger
  PacketDecoder(int most, boolean wantsSplay, int wantsJoints) {
    this.wantsSplay = wantsSplay;
    this.wantsJoints = wantsJoints;
    alpha = new AlphaGrammar(most, reading);
    legacy = new LegacyGrammar(most, reading);
  }

  Outcome accept(byte b) {
    if (b != '\n') {
      if (length == LONGEST_LINE) {
        tooLong = true;
      } else {
        line[length++] = b;
      }
      return Outcome.MORE;
    }
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    spoiled = 0;
    lastLength = length;
    Outcome outcome = length == 0 ? Outcome.MORE : tooLong ? Outcome.BAD : judge();
    length = 0;
    tooLong = false;
    return outcome;
  }

  private Outcome judge() {
    aboveMost = false;
    wasLegacy = LegacyGrammar.begins(line, length);
    if (wasLegacy) {
      boolean good = legacy.parse(line, length) && reading.whole(wantsSplay, wantsJoints);
      aboveMost = legacy.aboveMost();
      return good ? Outcome.PACKET : Outcome.BAD;
    }
    if (alpha.parse(line, 0, length)) {
      if (reading.whole(wantsSplay, wantsJoints)) {
        return Outcome.PACKET;
      }
      return reading.isInfo() ? Outcome.INFO : Outcome.BAD;
    }
    aboveMost = alpha.aboveMost();
    // What lost its line end stands before a whole packet.
    for (int from = 1; from < length; from++) {
      if (keyBegins(from)
          && alpha.parse(line, from, length)
          && reading.whole(wantsSplay, wantsJoints)) {
        spoiled = from;
        return Outcome.PACKET;
      }
    }
    return Outcome.BAD;
  }

  private boolean keyBegins(int at) {
    boolean within = line[at - 1] == '(' || (line[at] != '(' && withinBrackets(at));
    return !within && (line[at] == '(' || AlphaGrammar.letter(line[at]));
  }

  private boolean withinBrackets(int at) {
    int i = at - 1;
    while (i >= 0 && AlphaGrammar.letter(line[i])) {
      i--;
    }
    return i >= 0 && line[i] == '(';
  }

  /// What the packet says.
  GloveReading reading() {
    return reading;
  }

  /// The line just completed, good or bad, until the next byte.
  byte[] line() {
    return line;
  }

  /// How much of [#line] it is.
  int lineLength() {
    return lastLength;
  }

  /// How many bytes before a good packet, on its line, were none of it.
  int spoiled() {
    return spoiled;
  }

  /// Whether the line just completed was in the encoding of the first gloves.
  boolean wasLegacy() {
    return wasLegacy;
  }

  /// Whether it was bad because a number in it was larger than an analogue value can be.
  boolean aboveMost() {
    return aboveMost;
  }
}
