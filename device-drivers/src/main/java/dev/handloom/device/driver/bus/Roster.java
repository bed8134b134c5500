package dev.handloom.device.driver.bus;

import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFileException;
import java.util.ArrayList;
import java.util.List;

/// Who is on a bus, by id and by the name of the joint, and who answers. A member is meant by its
/// place in the list, many by a mask of places.
public final class Roster {
  /// A bit of a mask each.
  public static final int MOST = 32;

  /// So often in a row unanswered and it is said to be missing rather than to have missed one.
  private static final int MISSING = 3;

  /// An answer that did not come is spoken of for so long.
  private static final long REMEMBERED_NANOS = 10_000_000_000L;

  private final String word;
  private final int[] ids;
  private final String[] names;
  private final int[] inARow;
  private final long[] unanswered;
  private int missing;
  private int recent;
  private long lastNanos;
  private boolean changed = true;

  private Roster(String word, int[] ids, String[] names) {
    this.word = word;
    this.ids = ids;
    this.names = names;
    inARow = new int[ids.length];
    unanswered = new long[ids.length];
  }

  /// The setting that lists ids.
  public static Setting.Text idsSetting(String usual, String meaning) {
    return new Setting.Text(
        "ids",
        usual,
        "[0-9]{1,3}(,[0-9]{1,3})*+",
        "ids as 1,2,3, in the order of the joints",
        meaning);
  }

  /// The setting that names joints.
  public static Setting.Text jointsSetting(String usual) {
    return new Setting.Text(
        "joints",
        usual,
        "([a-z][a-z0-9_]*+(,[a-z][a-z0-9_]*+)*+)?+",
        "names as shoulder_pan,elbow_flex",
        "Name of each joint, as many as ids; they become the names of the channels.");
  }

  /// As a rig file lists it.
  ///
  /// @param word what a member is, for a person, as `Servo`
  /// @param highest id that there can be
  public static Roster of(
      DeviceConfig config,
      Setting.Text idsSetting,
      Setting.Text jointsSetting,
      String word,
      int highest)
      throws RigFileException {
    String[] written = config.text(idsSetting).split(",");
    if (written.length > MOST) {
      throw config.wrong(idsSetting.name(), "names more than " + MOST);
    }
    int[] ids = new int[written.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = Integer.parseInt(written[i]);
      if (ids[i] > highest) {
        throw config.wrong(idsSetting.name(), "can go up to " + highest + ", not to " + ids[i]);
      }
      for (int k = 0; k < i; k++) {
        if (ids[k] == ids[i]) {
          throw config.wrong(idsSetting.name(), "names " + ids[i] + " twice");
        }
      }
    }
    return new Roster(word, ids, names(config, jointsSetting, ids));
  }

  private static String[] names(DeviceConfig config, Setting.Text setting, int[] ids)
      throws RigFileException {
    String[] names = config.text(setting).split(",");
    if (names.length == ids.length && !names[0].isEmpty()) {
      for (int i = 0; i < names.length; i++) {
        for (int k = 0; k < i; k++) {
          if (names[k].equals(names[i])) {
            throw config.wrong(setting.name(), "names " + names[i] + " twice");
          }
        }
      }
      return names;
    }
    if (config.says(setting)) {
      throw config.wrong(
          setting.name(), "must name as many joints as there are ids, which is " + ids.length);
    }
    String[] numbered = new String[ids.length];
    for (int i = 0; i < ids.length; i++) {
      numbered[i] = "joint_" + ids[i];
    }
    return numbered;
  }

  public int size() {
    return ids.length;
  }

  public int id(int place) {
    return ids[place];
  }

  public String name(int place) {
    return names[place];
  }

  /// The place of an id; −1 if nobody has it.
  public int place(int id) {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == id) {
        return i;
      }
    }
    return -1;
  }

  /// A mask of everybody.
  public int everybody() {
    return ids.length == MOST ? -1 : (1 << ids.length) - 1;
  }

  public void answered(int place) {
    inARow[place] = 0;
    if ((missing & 1 << place) != 0) {
      missing &= ~(1 << place);
      changed = true;
    }
  }

  public void unanswered(int place, long nowNanos) {
    inARow[place]++;
    unanswered[place]++;
    lastNanos = nowNanos;
    recent |= 1 << place;
    if (inARow[place] >= MISSING) {
      missing |= 1 << place;
    }
    changed = true;
  }

  /// Those who do not answer any more.
  public int missing() {
    return missing;
  }

  /// Whether there is something new to say; asking makes it old.
  public boolean changed(long nowNanos) {
    if (recent != 0 && nowNanos - lastNanos > REMEMBERED_NANOS) {
      recent = 0;
      changed = true;
    }
    boolean was = changed;
    changed = false;
    return was;
  }

  /// Who does not answer, and who did not now and then.
  public void concerns(List<Concern> into) {
    if (missing != 0) {
      into.add(
          new Concern(
              say(missing, "does not answer", "do not answer") + ".",
              "Check power, cables and plugs from there on, and whether it has another id."));
    }
    for (int i = 0; i < ids.length; i++) {
      if ((recent & ~missing & 1 << i) != 0) {
        into.add(
            new Concern(
                say(1 << i, "", "") + " left " + times(unanswered[i]) + " unanswered.",
                "One now and then does no harm. If they come as the arm moves, a plug or a cable is"
                    + " worn."));
      }
    }
  }

  private static String times(long n) {
    return n == 1 ? "one question" : n + " questions";
  }

  /// A sentence about some of them, without its full stop: `Servo 3 (elbow_flex) does not answer`.
  public String say(int mask, String doesOne, String doMany) {
    List<String> who = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      if ((mask & 1 << i) != 0) {
        who.add(ids[i] + " (" + names[i] + ")");
      }
    }
    if (who.size() == 1) {
      return (word + " " + who.getFirst() + " " + doesOne).strip();
    }
    String all = String.join(", ", who.subList(0, who.size() - 1)) + " and " + who.getLast();
    return (word + "s " + all + " " + doMany).strip();
  }
}
