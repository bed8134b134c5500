package dev.handloom.store.hdf5;

import dev.handloom.store.hdf5.Source.Cursor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What a group or an array says of itself: messages, by their types.
final class ObjectHeader {
  static final int SPACE = 0x1;
  static final int LINK_INFO = 0x2;
  static final int TYPE = 0x3;
  static final int OLD_FILL = 0x4;
  static final int FILL = 0x5;
  static final int LINK = 0x6;
  static final int LAYOUT = 0x8;
  static final int FILTERS = 0xB;
  static final int ATTRIBUTE = 0xC;
  static final int SYMBOLS = 0x11;
  static final int ATTRIBUTE_INFO = 0x15;

  private static final int CONTINUES = 0x10;
  private static final int SHARED = 0x2;
  private static final int MOST_MESSAGES = 1 << 16;
  private static final int MOST_PARTS = 1 << 12;
  private static final int FIRST_LOOK = 64;
  private static final int CHECKSUM = 4;
  private static final int PREFIX_OF_OLD = 16;
  private static final int TIMES = 0x20;
  private static final int PHASES = 0x10;
  private static final int ORDERED = 0x4;

  private record Message(int type, boolean shared, Cursor body) {}

  private record Part(long address, long length) {}

  private final Source source;
  private final List<Message> messages = new ArrayList<>();
  private final Deque<Part> parts = new ArrayDeque<>();

  ObjectHeader(Source source, long address) throws IOException {
    this.source = source;
    Cursor first = source.upTo(address, FIRST_LOOK);
    if (first.again().u8() == 'O') {
      young(first, address);
    } else {
      old(first, address);
    }
  }

  private void old(Cursor head, long address) throws IOException {
    if (head.u8() != 1) {
      throw new Hdf5Exception("It is damaged: something in it has no description.");
    }
    head.skip(1 + 2 + 4);
    long length = head.u32();
    oldMessages(source.at(address + PREFIX_OF_OLD, length));
    for (int i = 0; !parts.isEmpty(); i++) {
      enough(i);
      Part part = parts.removeFirst();
      oldMessages(source.at(part.address(), part.length()));
    }
  }

  private void oldMessages(Cursor in) throws IOException {
    while (in.left() >= 8) {
      int type = in.u16();
      int length = in.u16();
      int flags = in.u8();
      in.skip(3);
      add(type, flags, in.part(length));
    }
  }

  private void young(Cursor head, long address) throws IOException {
    head.signature("OHDR");
    if (head.u8() != 2) {
      throw new Hdf5Exception("It has descriptions of a newer layout than is read here.");
    }
    int flags = head.u8();
    head.skip((flags & TIMES) != 0 ? 16 : 0);
    head.skip((flags & PHASES) != 0 ? 4 : 0);
    long length = head.sized(1 << (flags & 3));
    boolean ordered = (flags & ORDERED) != 0;
    Checksum.check(source, address, head.at() + length);
    youngMessages(source.at(address + head.at(), length), ordered);
    for (int i = 0; !parts.isEmpty(); i++) {
      enough(i);
      Part part = parts.removeFirst();
      Cursor in = source.at(part.address(), part.length());
      in.signature("OCHK");
      Checksum.check(source, part.address(), part.length() - CHECKSUM);
      youngMessages(in.part(in.left() - CHECKSUM), ordered);
    }
  }

  private void youngMessages(Cursor in, boolean ordered) throws IOException {
    int head = ordered ? 6 : 4;
    while (in.left() >= head) {
      int type = in.u8();
      int length = in.u16();
      int flags = in.u8();
      in.skip(head - 4);
      add(type, flags, in.part(length));
    }
  }

  private static void enough(int parts) throws Hdf5Exception {
    if (parts > MOST_PARTS) {
      throw new Hdf5Exception("It is damaged: a description in it leads in circles.");
    }
  }

  private void add(int type, int flags, Cursor body) throws Hdf5Exception {
    if (type == CONTINUES) {
      parts.add(new Part(body.address(), body.length()));
    } else if (messages.size() < MOST_MESSAGES) {
      messages.add(new Message(type, (flags & SHARED) != 0, body));
    }
  }

  /// The bodies of all messages of a type.
  List<Cursor> all(int type) throws IOException {
    List<Cursor> found = new ArrayList<>();
    for (Message message : messages) {
      if (message.type() == type) {
        found.add(body(message));
      }
    }
    return found;
  }

  Optional<Cursor> one(int type) throws IOException {
    List<Cursor> found = all(type);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }

  Cursor needed(int type) throws IOException {
    return one(type)
        .orElseThrow(() -> new Hdf5Exception("It is damaged: an array in it is not described."));
  }

  private Cursor body(Message message) throws IOException {
    return message.shared()
        ? shared(source, message.type(), message.body().again())
        : message.body().again();
  }

  /// What several objects share lies in the description of another.
  static Cursor shared(Source source, int type, Cursor said) throws IOException {
    int version = said.u8();
    int kind = said.u8();
    if (version == 1) {
      said.skip(6);
    } else if (version > 3 || (version == 3 && kind != 2)) {
      throw new Hdf5Exception("It shares descriptions in a way that is not read here.");
    }
    for (Message other : new ObjectHeader(source, said.address()).messages) {
      if (other.type() == type && !other.shared()) {
        return other.body().again();
      }
    }
    throw new Hdf5Exception("It is damaged: a type that it shares is not there.");
  }
}
