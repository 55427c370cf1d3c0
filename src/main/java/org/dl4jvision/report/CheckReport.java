package org.dl4jvision.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dl4jvision.data.fault.CheckedData;
import org.dl4jvision.data.fault.DataCheck;
import org.dl4jvision.data.fault.DataChecks;
import org.dl4jvision.data.fault.Finding;

/** What was found to be wrong with a data set, for readers and for programs. */
public final class CheckReport {

  private final CheckedData data;
  private final List<String> tasks;
  private final Map<DataCheck, List<Finding>> findings = new LinkedHashMap<>();
  private final List<DatasetReport> statistics = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();

  /**
   * Does all checks.
   *
   * @param tasks that the data were looked at for
   */
  public CheckReport(CheckedData data, List<String> tasks) {
    this.data = data;
    this.tasks = List.copyOf(tasks);
    for (DataCheck check : DataChecks.REGISTRY.all()) {
      findings.put(check, check.find(data));
    }
  }

  /** Adds what the data hold. */
  public void add(DatasetReport numbers) {
    statistics.add(numbers);
  }

  /**
   * Adds that a task cannot read the data: a fault of its own where no check found one and no other
   * task can read them.
   *
   * @param problem in the reader's words
   */
  public void addRefusal(String task, String problem) {
    refusals.add("not for " + task + ": " + problem);
  }

  private List<String> faultyRefusals() {
    return statistics.isEmpty() && found(true).findAny().isEmpty() ? refusals : List.of();
  }

  /** How many faults there are, notes not counted. */
  public int faults() {
    return faultyRefusals().size()
        + found(true).mapToInt(check -> findings.get(check).size()).sum();
  }

  /** Whether a repaired copy still has faults. */
  public boolean staysFaulty() {
    return !faultyRefusals().isEmpty() || found(true).anyMatch(check -> !check.isRepaired());
  }

  private Stream<DataCheck> found(boolean faults) {
    return findings.keySet().stream()
        .filter(check -> check.isFault() == faults && !findings.get(check).isEmpty());
  }

  /** What a training says of the data that no check does, a line each. */
  private List<String> warnings() {
    List<Finding> told = findings.values().stream().flatMap(List::stream).toList();
    List<String> others = statistics.isEmpty() ? List.of() : refusals;
    return Stream.concat(
            statistics.stream().flatMap(one -> one.warnings().stream()), others.stream())
        .distinct()
        .filter(line -> told.stream().noneMatch(one -> line.contains(one.mark())))
        .toList();
  }

  /**
   * Prints the report for readers.
   *
   * @param most of the findings of a check are named
   */
  public void print(PrintWriter out, int most) {
    out.println(data.recognition());
    out.println(String.join(" and ", tasks) + ": " + data.size() + " annotated images");
    print(out, "faults", true, most);
    faultyRefusals().forEach(line -> out.println("  " + line));
    print(out, "notes", false, most);
    warnings().forEach(line -> out.println("  " + line));
    statistics.forEach(one -> one.printSplits(out));
    long kinds = found(true).count() + (faultyRefusals().isEmpty() ? 0 : 1);
    out.println();
    out.println(
        faults() == 0
            ? "no faults found"
            : faults()
                + (faults() == 1 ? " fault" : " faults")
                + " of "
                + kinds
                + (kinds == 1 ? " kind" : " kinds"));
  }

  private void print(PrintWriter out, String title, boolean faults, int most) {
    List<String> besides = faults ? faultyRefusals() : warnings();
    if (found(faults).findAny().isPresent() || !besides.isEmpty()) {
      out.println();
      out.println(title);
    }
    found(faults)
        .forEach(
            check -> {
              List<Finding> all = findings.get(check);
              out.println("  " + check.name() + ": " + all.size() + ", " + check.help());
              all.stream().limit(most).forEach(one -> out.println("    " + one.text()));
              if (all.size() > most) {
                out.println("    and " + (all.size() - most) + " more");
              }
            });
  }

  /** What a repaired copy made of each kind of fault, a line each. */
  public List<String> repairs() {
    return found(true)
        .map(check -> check.name() + ": " + findings.get(check).size() + " " + check.repair())
        .toList();
  }

  /** The report for programs, as what Jackson can write. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("tasks", tasks);
    map.put("format", data.format());
    map.put("recognition", data.recognition());
    map.put("images", data.size());
    map.put("faults", faults());
    map.put("checks", findings.keySet().stream().map(this::toMap).toList());
    map.put("refusals", refusals);
    map.put("warnings", warnings());
    map.put("statistics", statistics.stream().map(DatasetReport::toMap).toList());
    return map;
  }

  private Map<String, Object> toMap(DataCheck check) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", check.name());
    map.put("fault", check.isFault());
    map.put("help", check.help());
    map.put("repair", check.repair());
    map.put("count", findings.get(check).size());
    map.put(
        "findings",
        findings.get(check).stream()
            .map(one -> Map.of("file", one.file().toString(), "text", one.text()))
            .toList());
    return map;
  }
}
