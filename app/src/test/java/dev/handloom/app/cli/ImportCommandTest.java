package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  @TempDir Path folder;

  @Test
  void whatCannotBeImportedIsSaid() throws Exception {
    Path text = Files.writeString(folder.resolve("text.mp4"), "no video");
    Ran.handloom(folder, "import", "gopro", folder.resolve("none.mp4"))
        .refused(CommandFailed.USAGE, "There is no such file");
    Ran.handloom(folder, "import", "insta360", text)
        .refused(CommandFailed.USAGE, "There is no such folder or file: insta360");
    Path other = Files.writeString(folder.resolve("notes.txt"), "no dataset");
    Ran.handloom(folder, "import", other).refused(CommandFailed.UNUSABLE, "known to be a dataset");
    Ran bad = Ran.handloom(folder, "import", "gopro", text).forPeople();
    assertEquals(CommandFailed.UNUSABLE, bad.code());
    assertTrue(bad.out().startsWith("Not imported: "), bad.out());
  }
}
