package dev.handloom.store.progress;

import dev.handloom.store.library.Hours;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Hours as a table for other programs: comma-separated, RFC 4180, numbers with a point.
public final class HoursTable {
  private static final String HEAD =
      "by,name,takes,hours,success_hours,fail_hours,unsure_hours,unjudged_hours\r\n";

  private HoursTable() {}

  public static String csv(Map<Hours.By, List<Hours>> all) {
    StringBuilder out = new StringBuilder(HEAD);
    all.forEach((by, rows) -> {
      for (Hours row : rows) {
        out.append(by.name().toLowerCase(Locale.ROOT))
            .append(',')
            .append(quoted(row.name()))
            .append(',')
            .append(row.takes());
        for (long nanos :
            new long[] {row.nanos(), row.success(), row.fail(), row.unsure(), row.unjudged()}) {
          out.append(String.format(Locale.ROOT, ",%.6f", Hours.hours(nanos)));
        }
        out.append("\r\n");
      }
    });
    return out.toString();
  }

  private static String quoted(String text) {
    return text.matches("[^,\"\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
