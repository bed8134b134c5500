package dev.handloom.calibration.retarget;

import dev.handloom.calibration.urdf.RobotModel;
import dev.handloom.calibration.urdf.UrdfException;
import dev.handloom.calibration.urdf.UrdfReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The robot hands at hand: those that come with the studio, and those of files.
public final class RobotHands {
  /// Described by us, after no robot in particular; see the README beside them.
  private static final List<String> SHIPPED = List.of("humanoid-6", "four-finger-16", "gripper");

  private static final String MAPPING = ".mapping.json";
  private static final int HASH_BYTES = 6;

  private RobotHands() {}

  public static List<String> shipped() {
    return SHIPPED;
  }

  /// A hand, and whether somebody wrote down what its links mean.
  ///
  /// @param guessed whether the mapping is a guess from names and shape
  public record Found(RobotHand hand, boolean guessed) {}

  /// The hand of a name, or of a URDF file.
  ///
  /// What the links of a file mean stands beside it, `hand.mapping.json` beside `hand.urdf`;
  /// without it, it is guessed.
  public static Found find(String nameOrFile) throws IOException, UrdfException {
    if (SHIPPED.contains(nameOrFile)) {
      byte[] mapping = resource(nameOrFile + MAPPING);
      return new Found(read(nameOrFile, resource(nameOrFile + ".urdf"), mapping), false);
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw new UrdfException(
          "There is no robot hand \""
              + nameOrFile
              + "\"; there are "
              + String.join(", ", SHIPPED)
              + ", and any URDF file.");
    }
    Path beside = mappingOf(file);
    byte[] urdf = Files.readAllBytes(file);
    try {
      if (Files.exists(beside)) {
        return new Found(read(title(file), urdf, Files.readAllBytes(beside)), false);
      }
      RobotModel model = UrdfReader.read(urdf);
      HandMapping guess = MappingGuess.of(title(file), model);
      byte[] text = MappingFile.text(guess).getBytes(StandardCharsets.UTF_8);
      return new Found(RobotHand.of(title(file), hash(urdf, text), model, guess), true);
    } catch (UrdfException e) {
      throw new UrdfException(e.getMessage() + " File: " + file, e);
    }
  }

  /// Where the mapping of a description stands.
  public static Path mappingOf(Path urdf) {
    return urdf.resolveSibling(title(urdf) + MAPPING);
  }

  private static String title(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /// A mapping as its file has it, to be written down and changed.
  public static String text(HandMapping mapping) {
    return MappingFile.text(mapping);
  }

  /// A hand from the text of its description and of its mapping.
  public static RobotHand read(String name, byte[] urdf, byte[] mapping) throws UrdfException {
    HandMapping meant = MappingFile.read(new String(mapping, StandardCharsets.UTF_8), name);
    return RobotHand.of(name, hash(urdf, mapping), UrdfReader.read(urdf), meant);
  }

  private static String hash(byte[] urdf, byte[] mapping) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(urdf);
      digest.update((byte) 0);
      return HexFormat.of().formatHex(digest.digest(mapping), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java knows SHA-256", e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = RobotHands.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("The studio lacks its own file " + name);
      }
      return in.readAllBytes();
    }
  }
}
