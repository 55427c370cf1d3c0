package org.dl4jvision.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Losses of this library, of Deeplearning4j and of PyTorch, side by side. */
public final class LossComparison {

  private final List<Workload> workloads;
  private final List<String> losses;
  private final boolean quick;
  private final Consumer<String> progress;
  private final Map<String, Measurement> copies = new HashMap<>();

  /**
   * @param workloads names of some; empty for all
   * @param losses expressions of some; empty for all
   * @param quick a few seconds for each loss in this process, instead of processes of their own
   * @param progress is told what comes next
   * @throws IllegalArgumentException for a name that does not exist
   */
  public LossComparison(
      List<String> workloads, List<String> losses, boolean quick, Consumer<String> progress) {
    this.workloads =
        workloads.isEmpty()
            ? List.of(Workload.values())
            : workloads.stream()
                .map(name -> Names.find("workload", name, Workload.values()))
                .toList();
    this.losses = losses;
    this.quick = quick;
    this.progress = progress;
    String[] known =
        this.workloads.stream().flatMap(w -> w.losses().stream()).distinct().toArray(String[]::new);
    losses.forEach(loss -> Names.find("loss", loss, known));
  }

  /**
   * Measures, a case after the other. How cost grows is measured only where nothing was selected.
   */
  public Report run() {
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    List<Case> cases = cases(effort);
    if (quick) {
      // All before the first is timed: what Java compiles late is compiled then.
      for (Case each : cases) {
        progress.accept("warming up, " + each);
        each.contest.warmUp();
      }
    }
    List<Result> results = new ArrayList<>();
    for (Case each : cases) {
      progress.accept(each.toString());
      results.add(result(each));
    }
    boolean all = losses.isEmpty() && workloads.size() == Workload.values().length;
    return new Report(
        Machine.here(), results, all ? new Scaling(effort, progress).run() : List.of());
  }

  /** A loss of a workload, to be measured. */
  private record Case(Workload workload, LossCase of, Contest<Contestant> contest) {
    @Override
    public String toString() {
      return workload + ", " + of.labels() + " labels, " + of.loss();
    }
  }

  private List<Case> cases(Effort effort) {
    List<Case> cases = new ArrayList<>();
    Set<String> copied = new HashSet<>();
    for (Workload workload : workloads) {
      for (LossCase of : workload.cases()) {
        if (losses.isEmpty() || losses.contains(of.loss())) {
          boolean copies = copied.add(of.size());
          List<Contestant> contestants =
              Stream.of(Contestant.values())
                  .filter(c -> c.takes(of) && (copies || c != Contestant.COPY))
                  .toList();
          Contest<Contestant> contest =
              new Contest<>(effort, contestant -> plan(of, contestant), contestants);
          cases.add(new Case(workload, of, contest));
        }
      }
    }
    return cases;
  }

  private Result result(Case measured) {
    LossCase of = measured.of;
    Map<Contestant, Contest.Standing> standings = measured.contest.run();
    Map<String, Measurement> millis = new LinkedHashMap<>();
    for (Contestant contestant : Contestant.values()) {
      Contest.Standing standing = standings.get(contestant);
      millis.put(contestant.key(), standing == null ? null : standing.millis());
    }
    millis.computeIfAbsent(Contestant.COPY.key(), copy -> copies.get(of.size()));
    copies.put(of.size(), millis.get(Contestant.COPY.key()));
    Map<String, String> subject = new LinkedHashMap<>();
    subject.put("workload", measured.workload.toString());
    subject.put("labels", of.labels().toString());
    subject.put("loss", of.loss());
    Double allocated = standings.get(Contestant.OURS).profiled().get(Turn.ALLOCATED);
    Map<String, Double> extras = new LinkedHashMap<>();
    extras.put("oursAllocatedKb", allocated == null ? null : allocated / 1024);
    return new Result(subject, millis, extras);
  }

  static Turn.Plan plan(LossCase of, Contestant contestant) {
    return Turn.Plan.of(
        LossBenchmark.class,
        Map.of(
            "size", of.size(),
            "labels", of.labels().name(),
            "loss", of.loss(),
            "contestant", contestant.name()));
  }
}
