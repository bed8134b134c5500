package dev.handloom.test.fuzz;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.BundleException;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.review.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The small files of a bundle: its manifest, the marker of a take under way, what people said.
final class JsonTargets {
  private JsonTargets() {}

  /// What the three have in common.
  private abstract static class OneFile implements FuzzTarget {
    private final String name;
    private final String file;
    private final Shape shape;
    final SeedTakes takes;

    OneFile(String name, String file, Shape shape, SeedTakes takes) {
      this.name = name;
      this.file = file;
      this.shape = shape;
      this.takes = takes;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<FuzzInput> seeds() {
      return takes.files(file).stream().map(FuzzInput::of).toList();
    }

    @Override
    public Shape shape(String unused) {
      return shape;
    }

    @Override
    public void read(FuzzInput input, Path folder) throws Exception {
      Bundle bundle = new Bundle(Files.createDirectories(folder.resolve(takes.id())));
      Files.write(bundle.folder().resolve(file), input.bytes());
      read(bundle);
    }

    abstract void read(Bundle bundle) throws Exception;

    @Override
    public boolean documented(Throwable thrown) {
      return thrown instanceof BundleException;
    }

    @Override
    public Allowance allowance() {
      return new Allowance(2 << 20, 200);
    }
  }

  /// What is read is written again as it was.
  static FuzzTarget manifest(SeedTakes takes) {
    return new OneFile("manifest", Bundle.MANIFEST, Shape.JSON, takes) {
      @Override
      void read(Bundle bundle) throws Exception {
        Manifest manifest = ManifestFile.read(bundle);
        ManifestFile.write(bundle, manifest);
        if (!ManifestFile.read(bundle).equals(manifest)) {
          throw new AssertionError("Written and read again it is another: " + manifest);
        }
      }
    };
  }

  static FuzzTarget marker(SeedTakes takes) {
    return new OneFile("marker", Bundle.MARKER, Shape.JSON, takes) {
      @Override
      void read(Bundle bundle) throws Exception {
        ManifestFile.readMarker(bundle);
      }
    };
  }

  /// Whatever is in it, a journal is read, and takes the next decision.
  static FuzzTarget review(SeedTakes takes) {
    String journal =
        """
        {"unixNanos":1795000000000000000,"who":"ada","what":"VERDICT","value":"SUCCESS"}
        {"unixNanos":1795000000000000001,"who":"","what":"TAG","value":"spill"}
        {"unixNanos":1795000000000000002,"who":"ada","what":"NOTE","value":"the cup slipped"}
        {"unixNanos":1795000000000000003,"who":"bob","what":"UNTAG","value":"spill"}
        """;
    return new OneFile("review", Bundle.REVIEW, Shape.JSON, takes) {
      @Override
      public List<FuzzInput> seeds() {
        return List.of(FuzzInput.of(journal.getBytes(StandardCharsets.UTF_8)));
      }

      @Override
      public Shape shape(String unused) {
        return Shape.LINES;
      }

      @Override
      void read(Bundle bundle) throws Exception {
        ReviewJournal reviews = new ReviewJournal(bundle.review());
        reviews.read();
        reviews.append(
            List.of(new ReviewEntry(5, "eve", ReviewEntry.What.VERDICT, Verdict.FAIL.name())));
        Review after = reviews.read();
        if (after.verdict() != Verdict.FAIL) {
          throw new AssertionError("The newest verdict does not hold: " + after);
        }
      }
    };
  }
}
