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
final class LossComparison {

  private final List<LossWorkload> workloads;
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
  LossComparison(
      List<String> workloads, List<String> losses, boolean quick, Consumer<String> progress) {
    this.workloads =
        workloads.isEmpty()
            ? List.of(LossWorkload.values())
            : workloads.stream()
                .map(name -> Names.find("workload", name, LossWorkload.values()))
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
  Report run() {
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    List<Case> cases = cases(effort);
    if (quick) {
      // All warm up before the first is timed, so that Java has compiled everything by then.
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
    boolean all = losses.isEmpty() && workloads.size() == LossWorkload.values().length;
    return new Report(
        Machine.here(), results, all ? new Scaling(effort, progress).run() : List.of());
  }

  /** A loss of a workload, to be measured. */
  private record Case(LossWorkload workload, LossProblem problem, Contest<LossContestant> contest) {
    @Override
    public String toString() {
      return workload + ", " + problem.labels() + " labels, " + problem.loss();
    }
  }

  private List<Case> cases(Effort effort) {
    List<Case> cases = new ArrayList<>();
    Set<String> copied = new HashSet<>();
    for (LossWorkload workload : workloads) {
      for (LossProblem problem : workload.problems()) {
        if (losses.isEmpty() || losses.contains(problem.loss())) {
          boolean copies = copied.add(problem.size());
          List<LossContestant> contestants =
              Stream.of(LossContestant.values())
                  .filter(c -> c.takes(problem) && (copies || c != LossContestant.COPY))
                  .toList();
          Contest<LossContestant> contest =
              new Contest<>(effort, contestant -> plan(problem, contestant), contestants);
          cases.add(new Case(workload, problem, contest));
        }
      }
    }
    return cases;
  }

  private Result result(Case measured) {
    LossProblem problem = measured.problem;
    Map<LossContestant, Contest.Standing> standings = measured.contest.run();
    Map<String, Measurement> millis = new LinkedHashMap<>();
    for (LossContestant contestant : LossContestant.values()) {
      Contest.Standing standing = standings.get(contestant);
      millis.put(contestant.key(), standing == null ? null : standing.millis());
    }
    millis.computeIfAbsent(LossContestant.COPY.key(), copy -> copies.get(problem.size()));
    copies.put(problem.size(), millis.get(LossContestant.COPY.key()));
    Map<String, String> subject = new LinkedHashMap<>();
    subject.put("workload", measured.workload.toString());
    subject.put("labels", problem.labels().toString());
    subject.put("loss", problem.loss());
    Double allocated = standings.get(LossContestant.OURS).profiled().get(Turn.ALLOCATED);
    Map<String, Double> extras = new LinkedHashMap<>();
    extras.put("oursAllocatedKb", allocated == null ? null : allocated / 1024);
    return new Result(subject, millis, extras);
  }

  static Turn.Plan plan(LossProblem problem, LossContestant contestant) {
    return Turn.Plan.of(
        LossBenchmark.class,
        Map.of(
            "size", problem.size(),
            "labels", problem.labels().name(),
            "loss", problem.loss(),
            "contestant", contestant.name()));
  }
}
