package dev.handloom.device.discovery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What the devices of a network answer when asked which services they offer: multicast DNS (RFC
/// 6762) with service discovery (RFC 6763), as far as one question and its answers need it.
final class ServiceAnswers {
  private static final int ADDRESS = 1;
  private static final int POINTER = 12;
  private static final int SERVICE = 33;
  private static final int INTERNET = 1;
  private static final int HEADER_BYTES = 12;
  private static final int LARGEST_LABEL = 63;

  /// The highest two bits of a length: not a length but where the name goes on.
  private static final int GOES_ON = 0xC0;

  /// A name that goes on elsewhere more often runs in a circle.
  private static final int MOST_TURNS = 32;

  /// One thing that one device offers.
  ///
  /// @param name as a person gave it
  /// @param type as "_http._tcp"
  /// @param host its numbers where they were said, else its name
  record Service(String name, String type, String host, int port) {}

  private record Place(String host, int port) {}

  private final Set<String> instances = new LinkedHashSet<>();
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, String> addresses = new LinkedHashMap<>();

  /// The question for all devices that offer services of these types.
  static byte[] question(List<String> types) {
    ByteBuffer into = ByteBuffer.allocate(512);
    into.putShort((short) 0).putShort((short) 0).putShort((short) types.size());
    into.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    for (String type : types) {
      for (String label : (type + ".local").split("\\.")) {
        byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
        into.put((byte) bytes.length).put(bytes);
      }
      into.put((byte) 0).putShort((short) POINTER).putShort((short) INTERNET);
    }
    byte[] bytes = new byte[into.position()];
    into.flip().get(bytes);
    return bytes;
  }

  /// Takes an answer in; false if it is none.
  boolean hear(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      if (bytes.length < HEADER_BYTES || in.getShort(2) >= 0) {
        // The highest bit of the flags tells an answer from a question.
        return false;
      }
      int questions = in.getShort(4) & 0xFFFF;
      int records =
          (in.getShort(6) & 0xFFFF) + (in.getShort(8) & 0xFFFF) + (in.getShort(10) & 0xFFFF);
      in.position(HEADER_BYTES);
      for (int i = 0; i < questions; i++) {
        name(in);
        in.getInt();
      }
      for (int i = 0; i < records; i++) {
        record(in);
      }
      return true;
    } catch (BufferUnderflowException | IllegalArgumentException | UnknownHostException e) {
      return false;
    }
  }

  private void record(ByteBuffer in) throws UnknownHostException {
    String name = name(in);
    int type = in.getShort() & 0xFFFF;
    in.getShort();
    in.getInt();
    int length = in.getShort() & 0xFFFF;
    int end = in.position() + length;
    switch (type) {
      case POINTER -> instances.add(name(in));
      case SERVICE -> {
        in.getInt();
        int port = in.getShort() & 0xFFFF;
        places.put(name, new Place(name(in), port));
      }
      case ADDRESS -> {
        byte[] numbers = new byte[4];
        in.get(numbers);
        addresses.put(
            name.toLowerCase(Locale.ROOT), InetAddress.getByAddress(numbers).getHostAddress());
      }
      default -> {
        // What it says besides is not needed to reach it.
      }
    }
    in.position(end);
  }

  private static String name(ByteBuffer in) {
    StringBuilder name = new StringBuilder();
    int back = -1;
    int turns = 0;
    for (int length = in.get() & 0xFF; length != 0; length = in.get() & 0xFF) {
      if ((length & GOES_ON) == GOES_ON) {
        int at = (length & ~GOES_ON) << 8 | (in.get() & 0xFF);
        back = back < 0 ? in.position() : back;
        if (++turns > MOST_TURNS) {
          throw new IllegalArgumentException("A name runs in a circle");
        }
        in.position(at);
      } else if (length > LARGEST_LABEL) {
        throw new IllegalArgumentException("A label of " + length + " bytes");
      } else {
        byte[] label = new byte[length];
        in.get(label);
        name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.UTF_8));
      }
    }
    if (back >= 0) {
      in.position(back);
    }
    return name.toString();
  }

  /// Everything of which name, type, place and port were said, of the wanted types.
  List<Service> services(List<String> types) {
    List<Service> all = new ArrayList<>();
    for (String instance : instances) {
      Place place = places.get(instance);
      for (String type : types) {
        int at = instance.indexOf("." + type + ".");
        if (place != null && at > 0) {
          String host = addresses.getOrDefault(place.host().toLowerCase(Locale.ROOT), place.host());
          all.add(new Service(instance.substring(0, at), type, host, place.port()));
        }
      }
    }
    return all;
  }
}
