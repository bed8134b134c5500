package dev.handloom.store.hdf5;

import dev.handloom.store.hdf5.Source.Cursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What lies in a group: names and where they lead. Links to other files or other names are not
/// followed.
final class Links {
  private static final int GROUP_TREE = 0;
  private static final int MOST_NAMES = 1 << 20;
  private static final int TYPED = 0x8;
  private static final int ORDERED = 0x4;
  private static final int CHARACTERS = 0x10;
  private static final int SOFT = 1;

  private final Source source;
  private final Map<String, Long> found = new TreeMap<>();
  private final Set<Long> seen = new HashSet<>();

  private Links(Source source) {
    this.source = source;
  }

  static Map<String, Long> of(Source source, ObjectHeader header) throws IOException {
    Links links = new Links(source);
    var symbols = header.one(ObjectHeader.SYMBOLS);
    if (symbols.isPresent()) {
      long tree = symbols.get().address();
      long heap = symbols.get().address();
      links.symbols(tree, links.names(heap));
    }
    for (Cursor link : header.all(ObjectHeader.LINK)) {
      links.link(link);
    }
    var info = header.one(ObjectHeader.LINK_INFO);
    if (info.isPresent()) {
      links.dense(info.get());
    }
    return links.found;
  }

  private void put(String name, long address) throws Hdf5Exception {
    if (found.size() >= MOST_NAMES) {
      throw new Hdf5Exception("It is damaged: a group in it has no end.");
    }
    found.put(name, address);
  }

  private Cursor names(long heap) throws IOException {
    Cursor head = source.at(heap, 8 + 2L * source.lengths() + source.offsets());
    head.signature("HEAP");
    head.skip(4);
    long length = head.length();
    head.length();
    return source.at(head.address(), length);
  }

  private void symbols(long tree, Cursor names) throws IOException {
    if (!seen.add(tree)) {
      throw new Hdf5Exception("It is damaged: a group in it leads in circles.");
    }
    Cursor node = source.at(tree, 8 + 2L * source.offsets());
    node.signature("TREE");
    int kind = node.u8();
    int level = node.u8();
    int count = node.u16();
    if (kind != GROUP_TREE) {
      throw new Hdf5Exception("It is damaged: a group in it is not described as one.");
    }
    int each = source.lengths() + source.offsets();
    Cursor children = source.at(tree + 8 + 2L * source.offsets(), (long) count * each);
    for (int i = 0; i < count; i++) {
      children.length();
      long child = children.address();
      if (level > 0) {
        symbols(child, names);
      } else {
        table(child, names);
      }
    }
  }

  private void table(long address, Cursor names) throws IOException {
    Cursor head = source.at(address, 8);
    head.signature("SNOD");
    head.skip(2);
    int count = head.u16();
    int each = 2 * source.offsets() + 4 + 4 + 16;
    Cursor entries = source.at(address + 8, (long) count * each);
    for (int i = 0; i < count; i++) {
      long name = entries.sized(source.offsets());
      long object = entries.address();
      long kind = entries.u32();
      entries.skip(4 + 16);
      if (kind != 2) {
        Cursor at = names.again();
        at.skip(name);
        put(at.text(), object);
      }
    }
  }

  private void link(Cursor said) throws IOException {
    if (said.u8() != 1) {
      throw new Hdf5Exception("It has links of a newer layout than is read here.");
    }
    int flags = said.u8();
    int kind = (flags & TYPED) != 0 ? said.u8() : 0;
    said.skip((flags & ORDERED) != 0 ? 8 : 0);
    said.skip((flags & CHARACTERS) != 0 ? 1 : 0);
    String name = new String(said.take(said.sized(1 << (flags & 3))), StandardCharsets.UTF_8);
    if (kind < SOFT) {
      put(name, said.address());
    }
  }

  private void dense(Cursor info) throws IOException {
    info.skip(1);
    int flags = info.u8();
    info.skip((flags & 1) != 0 ? 8 : 0);
    long heapAddress = info.address();
    long tree = info.address();
    if (heapAddress == Source.NOWHERE || tree == Source.NOWHERE) {
      return;
    }
    FractalHeap heap = new FractalHeap(source, heapAddress);
    YoungTree.read(
        source,
        tree,
        entry -> {
          entry.skip(4);
          link(heap.object(entry.take(heap.idLength())));
        });
  }
}
