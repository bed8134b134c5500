package dev.handloom.store.lerobot;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.parquet.ParquetFile;
import dev.handloom.store.parquet.RowAssembler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the tasks, however they are written.
final class TaskPapers {
  private static final String TABLE = "meta/tasks.parquet";
  private static final String LINES = "meta/tasks.jsonl";
  private static final String LABELS = "__index_level_0__";

  private final Path folder;
  private final DatasetFindings findings;
  private final Map<Long, String> tasks = new TreeMap<>();

  private TaskPapers(Path folder, DatasetFindings findings) {
    this.folder = folder;
    this.findings = findings;
  }

  /// By their numbers.
  static Map<Long, String> read(Path folder, int major, DatasetFindings findings) {
    TaskPapers papers = new TaskPapers(folder, findings);
    boolean table = Files.exists(folder.resolve(TABLE));
    boolean lines = Files.exists(folder.resolve(LINES));
    String wanted = major == 3 ? TABLE : LINES;
    try {
      if (table && (major == 3 || !lines)) {
        papers.table(folder.resolve(TABLE));
      } else if (lines) {
        papers.lines(folder.resolve(LINES));
      }
    } catch (IOException e) {
      findings.add(Code.UNREADABLE, wanted, "The tasks cannot be read: " + e.getMessage());
    }
    if (major == 3 ? !table : !lines) {
      findings.add(
          Code.FILE_MISSING,
          wanted,
          table || lines
              ? "The tasks stand in another file than this version of the format has them in"
              : "Nothing says what the tasks are");
    }
    papers.judge(wanted);
    return papers.tasks;
  }

  private void lines(Path file) throws IOException {
    if (Pointers.is(file)) {
      findings.add(Code.POINTER, LINES, "Only a pointer to it is here, not the file itself");
      return;
    }
    JsonPapers.lines(
        file,
        (number, node, trouble) -> {
          if (node == null) {
            findings.add(Code.PAPERS_WRONG, LINES, "In the tasks, " + trouble);
          } else if (!node.path("task_index").isNumber()) {
            findings.add(
                Code.PAPERS_WRONG, LINES, "In the tasks, line " + number + " has no task_index");
          } else {
            put(node.path("task_index").asLong(-1), node.path("task").asString(""), LINES);
          }
        });
  }

  private void table(Path file) throws IOException {
    if (Pointers.is(file)) {
      findings.add(Code.POINTER, TABLE, "Only a pointer to it is here, not the file itself");
      return;
    }
    try (ParquetFile table = ParquetFile.open(file)) {
      Set<String> columns = new HashSet<>();
      table.schema().children().forEach(child -> columns.add(child.name()));
      String words = columns.contains("task") ? "task" : LABELS;
      if (!columns.contains(words) || !columns.contains("task_index")) {
        findings.add(
            Code.PAPERS_WRONG, TABLE, "It should have the columns task_index and task: " + columns);
        return;
      }
      String pandas = table.notes().getOrDefault("pandas", "");
      if (!pandas.contains("\"" + words + "\"")
          || !pandas.replace(" ", "").contains("\"index_columns\":[\"" + words + "\"]")) {
        findings.add(
            Code.TASKS_LABELS,
            TABLE,
            "A loader takes the label of a row for the task's words, and here it gets a number");
      }
      long row = 0;
      for (int group = 0; group < table.groups(); group++) {
        RowAssembler rows = table.assemble(group, Set.of(words, "task_index"));
        for (Map<String, @Nullable Object> each = rows.next(); each != null; each = rows.next()) {
          Object number = each.get("task_index");
          Object text = each.get(words);
          if (!(number instanceof Long index)) {
            findings.add(Code.PAPERS_WRONG, TABLE, "Row " + row + " has no task_index");
          } else {
            if (index != row) {
              findings.add(
                  Code.TASKS_ORDER,
                  TABLE,
                  "Row " + row + " has task " + index + "; a loader takes it for task " + row);
            }
            put(index, text == null ? "" : String.valueOf(text), TABLE);
          }
          row++;
        }
      }
    }
  }

  /// A table of words with their numbers; empty where there is none that can be read.
  static Map<Long, String> table(Path file, String name) {
    Map<Long, String> words = new TreeMap<>();
    if (!Files.isRegularFile(file) || Pointers.is(file)) {
      return words;
    }
    try (ParquetFile table = ParquetFile.open(file)) {
      boolean named = table.leaf(name).isPresent();
      String texts = named ? name : LABELS;
      for (int group = 0; group < table.groups(); group++) {
        RowAssembler rows = table.assemble(group, Set.of(texts, name + "_index"));
        for (Map<String, @Nullable Object> row = rows.next(); row != null; row = rows.next()) {
          if (row.get(name + "_index") instanceof Long number
              && row.get(texts) instanceof String text) {
            words.put(number, text.strip());
          }
        }
      }
    } catch (IOException e) {
      // Without words there are none.
      words.clear();
    }
    return words;
  }

  private void put(long number, String words, String file) {
    String before = tasks.put(number, words.strip());
    if (before != null && !before.equals(words.strip())) {
      findings.add(
          Code.TASK_WORDS, file, "Task " + number + " is there twice, with different words");
    }
  }

  private void judge(String file) {
    Set<String> words = new HashSet<>();
    long expected = 0;
    for (Map.Entry<Long, String> task : tasks.entrySet()) {
      if (task.getValue().isEmpty()) {
        findings.add(Code.TASK_WORDS, file, "Task " + task.getKey() + " has no words");
      } else if (!words.add(task.getValue())) {
        findings.add(
            Code.TASK_WORDS, file, "Task " + task.getKey() + " has the words of another one");
      }
      if (task.getKey() != expected) {
        findings.add(
            Code.TASKS_ORDER, file, "After " + expected + " tasks comes number " + task.getKey());
      }
      expected = task.getKey() + 1;
    }
    if (Files.isDirectory(folder.resolve(file))) {
      findings.add(Code.UNREADABLE, file, "It is a folder, not a file");
    }
  }
}
