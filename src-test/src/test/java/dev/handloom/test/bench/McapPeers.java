package dev.handloom.test.bench;

import dev.handloom.store.mcap.Compression;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The official MCAP libraries of other languages, as far as they can be had here.
final class McapPeers {
  /// @param compressions that it can write without further packages
  record Peer(String name, List<String> command, Set<Compression> compressions) {
    /// Messages a second, the best of three rounds.
    double write(
        Path payload,
        int messageBytes,
        long count,
        Compression compression,
        boolean repeated,
        Path file)
        throws IOException, InterruptedException {
      List<String> answer =
          call(
              "bench",
              payload.toString(),
              Integer.toString(messageBytes),
              Long.toString(count),
              compression.name().toLowerCase(Locale.ROOT),
              Boolean.toString(repeated),
              file.toString());
      return count / Double.parseDouble(answer.getLast());
    }

    /// @param messages found in all windows together
    record Windows(long messages, double[] millis) {}

    /// Reads windows of that many nanoseconds from an open file.
    Windows windows(Path file, long[] from, long nanos) throws IOException, InterruptedException {
      List<String> arguments = new ArrayList<>(List.of("windows", file.toString(), "" + nanos));
      LongStream.of(from).forEach(start -> arguments.add(Long.toString(start)));
      String[] words = call(arguments.toArray(String[]::new)).getLast().split(" ");
      double[] millis =
          Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).sorted().toArray();
      return new Windows(Long.parseLong(words[0]), millis);
    }

    private List<String> call(String... arguments) throws IOException, InterruptedException {
      List<String> whole = new ArrayList<>(command);
      whole.addAll(List.of(arguments));
      return lines(whole);
    }
  }

  private final List<Peer> all;

  private McapPeers(List<Peer> all) {
    this.all = all;
  }

  /// Prints why one is not there.
  static McapPeers fetch(Path folder) throws IOException, InterruptedException, URISyntaxException {
    Path classes =
        Path.of(McapPeers.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path interop = classes.resolve("../../interop").normalize();
    try {
      lines(List.of("bash", interop.resolve("mcap-peers.sh").toString(), folder.toString()))
          .forEach(why -> System.out.println("  " + why));
    } catch (IOException e) {
      System.out.println("  skipped: the official libraries: " + e.getMessage());
    }
    List<Peer> peers = new ArrayList<>();
    Path typescript = folder.resolve("ts/mcap.mjs");
    if (Files.exists(typescript)) {
      peers.add(
          new Peer(
              "the TypeScript library",
              List.of("node", typescript.toString()),
              Set.of(Compression.NONE, Compression.ZSTD)));
    }
    Path python = folder.resolve("python/bin/python");
    if (Files.exists(python)) {
      peers.add(
          new Peer(
              "the Python library",
              List.of(python.toString(), interop.resolve("mcap_peer.py").toString()),
              Set.of(Compression.values())));
    }
    return new McapPeers(peers);
  }

  List<Peer> all() {
    return all;
  }

  List<Peer> writers(Compression compression) {
    return all.stream().filter(peer -> peer.compressions().contains(compression)).toList();
  }

  private static List<String> lines(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines;
    try (Stream<String> all = process.inputReader(StandardCharsets.UTF_8).lines()) {
      lines = all.toList();
    }
    if (process.waitFor() != 0) {
      throw new IOException(command + " failed: " + String.join("\n", lines));
    }
    return lines;
  }
}
