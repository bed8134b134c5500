package dev.handloom.store.library;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.fake.PaperBundle;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A program that adds episodes to a library and tags others, and tells on its standard output what
/// was acknowledged: a line `id tag` each time.
///
/// Arguments: the library, a name, how many, and the ids of episodes to tag as well.
public final class LibraryChild {
  private LibraryChild() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path folder = Path.of(args[0]);
    try (Library library = Library.open(folder)) {
      out.println("open");
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        Bundle bundle = PaperBundle.of("by " + args[1], "2026-11-01T10:00:00Z").write(folder);
        library.add(bundle);
        tag(library, bundle.id(), args[1] + "-" + i, out);
        for (int shared = 3; shared < args.length; shared++) {
          tag(library, new EpisodeId(args[shared]), args[1] + "-" + i, out);
        }
      }
      out.println("done");
    }
  }

  private static void tag(Library library, EpisodeId id, String tag, PrintStream out)
      throws Exception {
    library.review(id, List.of(ReviewEntry.now("child", What.TAG, tag)));
    out.println(id + " " + tag);
  }
}
