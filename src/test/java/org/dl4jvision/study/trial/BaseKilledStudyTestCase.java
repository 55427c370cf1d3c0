package org.dl4jvision.study.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dl4jvision.io.WatchedFiles;
import org.dl4jvision.task.TrainingOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that ends anywhere comes to the same end as one that nothing disturbs, of each task. */
abstract class BaseKilledStudyTestCase {

  @TempDir private Path folder;

  private StudyPlan plan;

  /** Writes tiny data, and gives the options of a training that takes a second. */
  abstract TrainingOptions<?> options(Path data) throws IOException;

  /** The task, and the option that is varied with two of its values. */
  abstract StudyPlan plan(Map<String, String> options);

  /** Of so many file operations one is followed by a death. */
  int rarity() {
    return 60;
  }

  static StudyPlan plan(String task, Map<String, String> options, String option, String... values) {
    List<Contestant> contestants = Contestant.of(option, List.of(values), List.of());
    return StudyPlan.of(task, options, contestants, 2, 1);
  }

  @BeforeEach
  void plan() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    options(Files.createDirectories(folder.resolve("data")))
        .toMap()
        .forEach((name, value) -> texts.put(name, value.toString()));
    plan = plan(texts);
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        // A lock is that of the process that was killed.
        if (!file.getFileName().toString().equals(".lock")) {
          Path target = to.resolve(from.relativize(file).toString());
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The trainings of which the scores are there. */
  private long done(Path state) {
    long done = 0;
    for (int contestant = 0; contestant < 2; contestant++) {
      for (int fold = 0; fold < 2; fold++) {
        done += new Trial(contestant, fold, 0).isDone(state) ? 1 : 0;
      }
    }
    return done;
  }

  @Test
  void killedAfterAnyFileOperation() throws IOException {
    Path whole = folder.resolve("study");
    List<Path> states = new ArrayList<>();
    int[] operations = {0};
    Runnable copy =
        () -> {
          if (operations[0]++ % rarity() == rarity() / 2) {
            Path state = folder.resolve("after-" + operations[0]);
            states.add(state);
            copy(whole, state);
          }
        };
    Study study = Study.create(WatchedFiles.watch(whole, copy), plan, text -> {});
    StudyResult undisturbed = study.run();
    undisturbed.write();
    assertEquals(2, undisturbed.rounds());
    assertTrue(states.size() >= 4, operations[0] + " operations");
    for (Path state : states) {
      List<String> told = new ArrayList<>();
      long done = done(state);
      StudyResult result = Study.resume(state, told::add).run();
      assertEquals(undisturbed.text(), result.text(), state.toString());
      result.write();
      assertEquals(
          Files.readString(whole.resolve("comparison.md")),
          Files.readString(state.resolve("comparison.md")));
      assertEquals(4 - done, told.stream().filter(line -> line.startsWith("training")).count());
    }
  }

  @Test
  void whatIsDoneIsNotDoneAgain() {
    Path study = folder.resolve("study");
    StudyResult first = Study.create(study, plan, text -> {}).run();
    List<String> told = new ArrayList<>();
    StudyResult again = Study.resume(study, told::add).run();
    assertEquals(List.of(), told);
    assertEquals(first.text(), again.text());
  }

  @Test
  void aStudyThatIsStoppedGoesOn() {
    Path path = folder.resolve("study");
    Study[] study = new Study[1];
    study[0] =
        Study.create(
            path,
            plan,
            text -> {
              if (text.startsWith("training 2")) {
                study[0].stop();
              }
            });
    assertEquals(0, study[0].run().rounds());
    assertEquals(2, Study.resume(path, text -> {}).run().rounds());
  }
}
