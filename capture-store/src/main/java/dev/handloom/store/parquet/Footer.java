package dev.handloom.store.parquet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a file says of itself at its end.
record Footer(Node schema, long rows, List<Group> groups, Map<String, String> notes, String maker) {
  /// Rows that lie together.
  record Group(long rows, List<Chunk> chunks) {}

  /// A column of a group.
  ///
  /// @param from byte at which its first page begins
  record Chunk(Packing packing, long entries, long from, long packedBytes, long bytes) {}

  /// What [ThriftReader] finds on the way.
  private static final class Draft {
    private static final int UTF8 = 0;
    private static final int MAP = 1;
    private static final int LIST = 3;
    private static final int UNSIGNED_FIRST = 11;
    private static final int UNSIGNED_LAST = 14;
    private static final int JSON = 19;

    private String name = "";
    private @Nullable Physical type;
    private int length;
    private Node.Repeats repeats = Node.Repeats.ONCE;
    private Node.Meaning meaning = Node.Meaning.NONE;
    private int children;

    private boolean read(int field, ThriftReader in) throws ParquetException {
      switch (field) {
        case 1 -> type = Physical.of(in.whole());
        case 2 -> length = (int) in.whole();
        case 3 -> {
          long code = in.whole();
          if (code < 0 || code > 2) {
            throw in.wrong("a column that stands " + code + " times");
          }
          repeats =
              switch ((int) code) {
                case 0 -> Node.Repeats.ONCE;
                case 1 -> Node.Repeats.AT_MOST_ONCE;
                default -> Node.Repeats.ANY;
              };
        }
        case 4 -> name = in.text();
        case 5 -> children = (int) in.whole();
        case 6 -> meaning = converted((int) in.whole());
        case 10 -> in.struct(this::logical);
        default -> {
          return false;
        }
      }
      return true;
    }

    private static Node.Meaning converted(int code) {
      if (code >= UNSIGNED_FIRST && code <= UNSIGNED_LAST) {
        return Node.Meaning.UNSIGNED;
      }
      return switch (code) {
        case UTF8, 4 -> Node.Meaning.TEXT;
        case MAP, 2 -> Node.Meaning.MAP;
        case LIST -> Node.Meaning.LIST;
        case JSON -> Node.Meaning.JSON;
        case 15, 16, 17, 18 -> Node.Meaning.NONE;
        default -> Node.Meaning.OTHER;
      };
    }

    private boolean logical(int field, ThriftReader in) {
      Node.Meaning said =
          switch (field) {
            case 1, 4 -> Node.Meaning.TEXT;
            case 2 -> Node.Meaning.MAP;
            case 3 -> Node.Meaning.LIST;
            case 12 -> Node.Meaning.JSON;
            default -> Node.Meaning.NONE;
          };
      if (said != Node.Meaning.NONE) {
        meaning = said;
      }
      return false;
    }
  }

  private static final int DEEPEST = 32;

  static Footer read(byte[] bytes) throws ParquetException {
    List<Draft> drafts = new ArrayList<>();
    List<List<ChunkDraft>> groups = new ArrayList<>();
    List<Long> groupRows = new ArrayList<>();
    Map<String, String> notes = new LinkedHashMap<>();
    long[] rows = {0};
    String[] maker = {""};
    new ThriftReader(bytes, 0, bytes.length)
        .struct((field, in) -> {
          switch (field) {
            case 2 ->
                in.list(each -> {
                  Draft draft = new Draft();
                  each.struct(draft::read);
                  drafts.add(draft);
                });
            case 3 -> rows[0] = in.whole();
            case 4 -> in.list(each -> group(each, groups, groupRows));
            case 5 -> in.list(each -> note(each, notes));
            case 6 -> maker[0] = in.text();
            default -> {
              return false;
            }
          }
          return true;
        });
    int[] next = {0};
    if (drafts.isEmpty()) {
      throw new ParquetException("The file does not say which columns it has");
    }
    Node schema = node(drafts, next, 0);
    if (next[0] != drafts.size() || schema.isColumn()) {
      throw new ParquetException("The file says of its columns what cannot be");
    }
    return new Footer(schema, rows[0], placed(schema, groups, groupRows), notes, maker[0]);
  }

  private static Node node(List<Draft> drafts, int[] next, int depth) throws ParquetException {
    if (next[0] >= drafts.size() || depth > DEEPEST) {
      throw new ParquetException("The file says of its columns what cannot be");
    }
    Draft draft = drafts.get(next[0]++);
    List<Node> children = new ArrayList<>();
    for (int i = 0; i < draft.children; i++) {
      children.add(node(drafts, next, depth + 1));
    }
    if (children.isEmpty() && draft.type == null && depth > 0) {
      throw new ParquetException("The group “" + draft.name + "” has no columns");
    }
    return new Node(
        draft.name,
        depth == 0 ? Node.Repeats.ONCE : draft.repeats,
        children.isEmpty() && depth > 0 ? draft.type : null,
        draft.length,
        draft.meaning,
        children);
  }

  private static final class ChunkDraft {
    private long codec;
    private long entries;
    private long bytes;
    private long packedBytes;
    private long dataFrom;
    private long dictionaryFrom;
    private boolean elsewhere;

    private boolean read(int field, ThriftReader in) throws ParquetException {
      switch (field) {
        case 1 -> {
          in.text();
          elsewhere = true;
        }
        case 3 -> in.struct(this::meta);
        default -> {
          return false;
        }
      }
      return true;
    }

    private boolean meta(int field, ThriftReader in) throws ParquetException {
      switch (field) {
        case 4 -> codec = in.whole();
        case 5 -> entries = in.whole();
        case 6 -> bytes = in.whole();
        case 7 -> packedBytes = in.whole();
        case 9 -> dataFrom = in.whole();
        case 11 -> dictionaryFrom = in.whole();
        default -> {
          return false;
        }
      }
      return true;
    }

    private Chunk chunk() throws ParquetException {
      if (elsewhere) {
        throw new ParquetException("The file keeps its columns in other files");
      }
      // Some writers leave a 0 where there is no dictionary.
      long from = dictionaryFrom > 0 ? Math.min(dictionaryFrom, dataFrom) : dataFrom;
      return new Chunk(Packing.of(codec), entries, from, packedBytes, bytes);
    }
  }

  private static void group(ThriftReader in, List<List<ChunkDraft>> groups, List<Long> groupRows)
      throws ParquetException {
    List<ChunkDraft> chunks = new ArrayList<>();
    long[] rows = {0};
    in.struct((field, each) -> {
      switch (field) {
        case 1 ->
            each.list(one -> {
              ChunkDraft chunk = new ChunkDraft();
              one.struct(chunk::read);
              chunks.add(chunk);
            });
        case 3 -> rows[0] = each.whole();
        default -> {
          return false;
        }
      }
      return true;
    });
    groups.add(chunks);
    groupRows.add(rows[0]);
  }

  private static List<Group> placed(
      Node schema, List<List<ChunkDraft>> groups, List<Long> groupRows) throws ParquetException {
    int columns = schema.leaves().size();
    List<Group> placed = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).size() != columns) {
        throw new ParquetException(
            "A part of the file has "
                + groups.get(i).size()
                + " columns, and the file has "
                + columns);
      }
      List<Chunk> chunks = new ArrayList<>();
      for (ChunkDraft draft : groups.get(i)) {
        chunks.add(draft.chunk());
      }
      placed.add(new Group(groupRows.get(i), chunks));
    }
    return placed;
  }

  private static void note(ThriftReader in, Map<String, String> notes) throws ParquetException {
    String[] pair = {"", ""};
    in.struct((field, each) -> {
      if (field != 1 && field != 2) {
        return false;
      }
      pair[field - 1] = each.text();
      return true;
    });
    notes.put(pair[0], pair[1]);
  }
}
